//! `[preview] open_with`: the program that a page is opened with, and how it is told the line.

use super::table::TableReader;

/// An editor, as words of a command: `{file}` stands for the file and `{line}` for the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    words: Vec<String>,
}

/// Reads the section.
pub(super) fn read(preview: &mut TableReader<'_>) -> Option<Editor> {
    let (command, at) = preview.text_at("open_with")?;
    let editor = Editor::of(&command);
    if editor.is_none() {
        preview.reject(
            at,
            "The line open_with does not say where the file goes, so no file could be opened with it.",
            "Write the program and {file}, such as \"code --goto {file}:{line}\" or \"notepad {file}\".",
        );
    }
    editor
}

impl Editor {
    /// Takes a command apart at its spaces; words in quotation marks, double or single, stay whole. None without a `{file}`
    /// after the program, and for quotation marks that do not end.
    pub fn of(command: &str) -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        let mut open = None;
        let mut is_inside = false;
        for letter in command.chars() {
            match open {
                Some(mark) if letter == mark => open = None,
                None if letter == '"' || letter == '\'' => {
                    open = Some(letter);
                    if !is_inside {
                        words.push(String::new());
                        is_inside = true;
                    }
                }
                None if letter.is_whitespace() => is_inside = false,
                _ => {
                    if !is_inside {
                        words.push(String::new());
                        is_inside = true;
                    }
                    if let Some(word) = words.last_mut() {
                        word.push(letter);
                    }
                }
            }
        }
        let (program, rest) = words.split_first()?;
        let is_right = open.is_none() && !program.is_empty() && rest.iter().any(|word| word.contains("{file}"));
        is_right.then_some(Self { words })
    }

    /// The words that open a file at a line. Nothing in the file's name can become a word of its own.
    pub fn command(&self, file: &str, line: usize) -> Vec<String> {
        let filled = |word: &String| word.replace("{line}", &line.to_string()).replace("{file}", file);
        let (program, rest) = self.words.split_at(1);
        program.iter().cloned().chain(rest.iter().map(filled)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_taken_apart_as_people_write_it() {
        let command = |command: &str| Some(Editor::of(command)?.command("/a b/{line}.md", 4));
        let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>());
        assert_eq!(command("code --goto {file}:{line}"), words(&["code", "--goto", "/a b/{line}.md:4"]));
        assert_eq!(
            command("\"C:\\Program Files\\Notepad++\\notepad++.exe\"  -n{line} '{file}'"),
            words(&["C:\\Program Files\\Notepad++\\notepad++.exe", "-n4", "/a b/{line}.md"])
        );
        assert_eq!(command("notepad"), None, "no place for the file");
        assert_eq!(command("{file}"), None, "the guide's files are not programs");
        assert_eq!(command("notepad \"{file}"), None, "a quotation mark that does not end");
    }
}
