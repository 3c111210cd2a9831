//! The words on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::place;
use crate::report::{Format, StatusFormat};

/// Compiles a SENCO guide and its documents into one checked, cross-linked bundle.
#[derive(Debug, Parser)]
#[command(name = "senco-guide", version)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
    /// Say only what was found
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    /// Whether to use colour
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColorChoice,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Start with a small guide that builds and explains itself
    #[command(after_help = "Example: senco-guide new guide")]
    New {
        /// The folder for it
        folder: PathBuf,
    },
    /// Make the bundle: web pages, PDF, zip, hand-over and report
    #[command(after_help = "Example: senco-guide build --guide guide --out bundle")]
    Build(BuildArgs),
    /// Check everything that build checks; with --web the outside addresses too
    #[command(after_help = "Example: senco-guide check --guide guide --format html --report report.html")]
    Check(CheckArgs),
    /// Show the guide in the browser, new at every save, with what is wrong in it beside the page
    #[command(after_help = "Example: senco-guide preview --open")]
    Preview(PreviewArgs),
    /// Put the bundle live at a publish target of guide.toml, whole or not at all, and check it there
    #[command(after_help = "Example: senco-guide publish live --dry-run")]
    Publish(PublishArgs),
    /// Compare the live site with its release: files, old addresses, headers
    #[command(after_help = "Example: senco-guide verify live")]
    Verify(VerifyArgs),
    /// List what was published: number, edition, date, who, what changed
    #[command(after_help = "Example: senco-guide releases live")]
    Releases(TargetArgs),
    /// Go back to an earlier release
    #[command(after_help = "Example: senco-guide rollback live 6")]
    Rollback(RollbackArgs),
    /// Say who looks after what, and what to look at first; or record a review
    #[command(
        after_help = "Examples: senco-guide status\n          senco-guide status --format html --report status.html\n          senco-guide status --reviewed funding --by \"SEN consultant\""
    )]
    Status(StatusArgs),
    /// Turn a guide that exists in Word into pages, pictures, documents and a register
    #[command(after_help = "Example: senco-guide import \"SENCO guide 2026.docx\" --guide guide")]
    Import(ImportArgs),
    /// Print the completions for a shell, for packagers
    #[command(after_help = "Example: senco-guide completions bash > senco-guide.bash")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for packagers
    #[command(after_help = "Example: senco-guide man > senco-guide.1")]
    Man,
    /// Say what a rule means, why it matters and how to put it right
    #[command(after_help = "Example: senco-guide explain missing-document")]
    Explain {
        /// The rule; left out, all rules are listed
        rule: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) guide: GuideArgs,
    /// The folder for the bundle
    #[arg(long, value_name = "DIR", default_value_os_t = place::usual_bundle())]
    pub(super) out: PathBuf,
    /// Leave the PDF out; the site then has no links to it
    #[arg(long)]
    pub(super) no_pdf: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) guide: GuideArgs,
    /// Ask the outside addresses too, and remember their answers in the guide's folder history
    #[arg(long)]
    pub(super) web: bool,
    /// Put right what is certain, show each change, and offer what is likely
    #[arg(long)]
    pub(super) fix: bool,
    /// Check the links of any folder of finished web pages in place of a guide
    #[arg(long, value_name = "DIR", conflicts_with_all = ["guide", "web", "fix"])]
    pub(super) site: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct PreviewArgs {
    #[command(flatten)]
    pub(super) guide: FolderArgs,
    /// The port on this computer; left out, 7362 or the next free one
    #[arg(long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Open the browser at the page that was saved last
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The Word file (.docx); an OpenDocument text (.odt) will do, too
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The guide folder; it is made when it is not there, and nothing in it is written over
    #[arg(long, value_name = "DIR", default_value_os_t = place::usual_guide())]
    pub(super) guide: PathBuf,
}

/// A publish target, and the guide whose settings name it.
#[derive(Debug, Args)]
pub(super) struct TargetArgs {
    /// The publish target: the NAME of a [publish.NAME] in guide.toml; left out, the only one there is
    pub(super) name: Option<String>,
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value_os_t = place::usual_guide())]
    pub(super) guide: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct PublishArgs {
    #[command(flatten)]
    pub(super) target: TargetArgs,
    /// The folder of the bundle
    #[arg(long, value_name = "DIR", default_value_os_t = place::usual_bundle())]
    pub(super) out: PathBuf,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) claim: ClaimArgs,
}

/// Who changes what is live.
#[derive(Debug, Args)]
pub(super) struct ClaimArgs {
    /// The role that does it, such as "SEN consultant"; never a person's name
    #[arg(long, value_name = "ROLE")]
    pub(super) by: Option<String>,
    /// Go on although somebody else seems to be publishing
    #[arg(long)]
    pub(super) break_lock: bool,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[command(flatten)]
    pub(super) target: TargetArgs,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
}

#[derive(Debug, Args)]
pub(super) struct RollbackArgs {
    #[command(flatten)]
    pub(super) target: TargetArgs,
    /// The number of the release; left out, the one before the live one
    pub(super) release: Option<u32>,
    #[command(flatten)]
    pub(super) claim: ClaimArgs,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    pub(super) guide: FolderArgs,
    /// The form of the status
    #[arg(long, value_enum, default_value_t = StatusFormat::Text)]
    pub(super) format: StatusFormat,
    /// Write the status to this file instead
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Record that this page or document was reviewed as it is now
    #[arg(long, value_name = "ID", requires = "by")]
    pub(super) reviewed: Option<String>,
    /// The role that reviewed it
    #[arg(long, value_name = "ROLE", requires = "reviewed")]
    pub(super) by: Option<String>,
    /// Write the next reviews to this calendar file (.ics)
    #[arg(long, value_name = "FILE")]
    pub(super) calendar: Option<PathBuf>,
    /// Write a list for each owner to this file (.csv), for a mail merge; it has names from people.csv
    #[arg(long, value_name = "FILE")]
    pub(super) owners: Option<PathBuf>,
    /// Write the schools to ask about their SEN information reports to this file (.csv)
    #[arg(long, value_name = "FILE")]
    pub(super) schools: Option<PathBuf>,
}

/// What every verb that reads a guide takes.
#[derive(Debug, Args)]
pub(super) struct FolderArgs {
    /// The guide folder
    #[arg(long, value_name = "DIR", default_value_os_t = place::usual_guide())]
    pub(super) guide: PathBuf,
    /// The day to judge dates by, such as 2026-09-01
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// Work everything out anew
    #[arg(long)]
    pub(super) no_cache: bool,
}

/// What every verb that tells findings of a guide takes.
#[derive(Debug, Args)]
pub(super) struct GuideArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
}

/// How the findings are told.
#[derive(Debug, Args)]
pub(super) struct TellingArgs {
    /// The form of the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write the findings to this file instead
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Count things that should be fixed, and notes, as things that must be
    #[arg(long)]
    pub(super) strict: bool,
}

/// Whether to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// When a person is looking.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
