//! Who holds which role, from `people.csv`. Never published: nothing that writes the bundle is given these.

use jiff::civil::Date;

use super::Place;

/// The rows of `people.csv`.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// The rows, in their order. A role may have several: whoever held it before, and whoever holds it now.
    pub all: Vec<Person>,
}

/// A row of `people.csv`: a role and who holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The role, as owners are named by it.
    pub role: String,
    /// The person's name.
    pub name: Option<String>,
    /// Where the person gets mail.
    pub email: Option<String>,
    /// The last day in the role.
    pub leaves: Option<Date>,
    /// The row.
    pub place: Place,
}

/// Whether a role is held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// Somebody holds it, or nobody keeps a list of people.
    Held {
        /// The last day of whoever holds it, when that is known.
        until: Option<Date>,
    },
    /// Whoever held it has left, and nobody else is named.
    Left(Date),
    /// The list of people does not have it.
    Unknown,
}

impl People {
    /// Who holds a role on a day: whoever has not left by then, the one who stays longest first.
    pub fn holder(&self, role: &str, day: Date) -> Option<&Person> {
        let stays = |person: &&Person| person.leaves.is_none_or(|leaves| leaves >= day);
        self.of(role).filter(stays).max_by_key(|person| person.leaves.unwrap_or(Date::MAX))
    }

    /// Whether a role is held on a day. The day of leaving is still a day in the role.
    pub fn post(&self, role: &str, day: Date) -> Post {
        if self.all.is_empty() {
            return Post::Held { until: None };
        }
        if let Some(holder) = self.holder(role, day) {
            return Post::Held { until: holder.leaves };
        }
        self.of(role).filter_map(|person| person.leaves).max().map_or(Post::Unknown, Post::Left)
    }

    fn of<'a>(&'a self, role: &str) -> impl Iterator<Item = &'a Person> + use<'a> {
        let role = same_role(role);
        self.all.iter().filter(move |person| same_role(&person.role) == role)
    }
}

/// A role as it is compared: capitals and spaces are typed in many ways.
fn same_role(role: &str) -> String {
    role.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::{GuidePath, Place};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_role_is_held_until_its_last_holder_has_left() {
        let row = |role: &str, leaves: Option<Date>| Person {
            role: role.to_owned(),
            name: None,
            email: None,
            leaves,
            place: Place::file(&GuidePath::root()),
        };
        let july = date(2026, 7, 31);
        let people =
            People { all: vec![row("EP lead", Some(july)), row("SALT lead", Some(july)), row("ep  LEAD", None)] };
        let day = date(2026, 9, 1);
        assert_eq!(people.post("EP lead", day), Post::Held { until: None });
        assert_eq!(people.post("salt lead", day), Post::Left(july));
        assert_eq!(people.post("SALT lead", july), Post::Held { until: Some(july) });
        assert_eq!(people.post("OT lead", day), Post::Unknown);
        assert_eq!(People::default().post("OT lead", day), Post::Held { until: None });
    }
}
