//! Schools and their SEN information reports: what `schools.csv` says, and what the web showed of a report.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Place;

/// A row of `schools.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// The school's name.
    pub name: String,
    /// Its unique reference number: six figures.
    pub urn: Option<String>,
    /// The address of its report.
    pub report: Option<String>,
    /// When somebody last spoke to the school about it.
    pub last_contact: Option<Date>,
    /// The row.
    pub place: Place,
}

/// What could be told of a school's SEN information report from its text. Whether it says enough, only a person can judge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolReport {
    /// Whether its text could be read; the rest says nothing otherwise.
    pub is_readable: bool,
    /// The headings of Schedule 1 to the SEND Regulations 2014 that its text touches, by number.
    pub covers: BTreeSet<u8>,
    /// Whether it leads to the Local Offer; none when the guide does not say where that is.
    pub leads_to_local_offer: Option<bool>,
    /// The newest day that it gives as its own.
    pub dated: Option<String>,
}

/// The 13 headings of Schedule 1 to the Special Educational Needs and Disability Regulations 2014 (regulation 51), shortened.
pub const REPORT_HEADINGS: [&str; 13] = [
    "the kinds of special educational needs",
    "how needs are identified and assessed",
    "how pupils are taught and supported, and how that is evaluated",
    "the SENCO and how to reach them",
    "the expertise and training of staff",
    "equipment and facilities",
    "how parents are consulted and involved",
    "how children and young people are consulted and involved",
    "how complaints are handled",
    "how health, social care and other bodies are involved",
    "support services for parents",
    "moving between phases, and preparing for adulthood",
    "where the Local Offer is published",
];

impl SchoolReport {
    /// The day that it is dated.
    pub fn day(&self) -> Option<Date> {
        self.dated.as_deref()?.parse().ok()
    }

    /// The headings that its text does not touch.
    pub fn lacks(&self) -> Vec<&'static str> {
        (1..).zip(REPORT_HEADINGS).filter(|(number, _)| !self.covers.contains(number)).map(|(_, words)| words).collect()
    }
}
