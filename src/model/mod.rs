//! The nouns of the house. Pure data: this room imports nothing of ours, and every other room imports it.

mod place;

mod sources;

mod guide;

mod content;

mod document;

mod colour;

mod link;

mod loss;

mod graph;

mod graph_addresses;

mod settings_text;

mod site_address;

mod finding;

mod kept_finding;

mod web_address;

mod facts;

mod manifest;

mod pdf_facts;

mod people;

mod reading;

mod release;

mod review;

mod school;

mod target;

mod bundle;

mod wrapped;

pub use bundle::{Bundle, BundleFile, BundlePath, media_type};
pub use colour::Colour;
pub use content::{
    Alignment, Block, BlockKind, CalloutKind, Cell, Definition, Footnote, Inline, LinkOrdinal, Table, blocks_text,
    each_inline, plain_text,
};
pub use document::{DocumentId, DocumentKind, Documents, Format, LinkedDocument, RegisterRow};
pub use facts::{
    Absence, Facts, NotAsked, Remembered, Substitute, Trouble, WebDays, WebFact, WebFacts, WebMemory, WebVerdict,
};
pub use finding::{Certainty, Edit, Finding, Findings, Outcome, Rule, Severity};
pub use graph::{Anchor, AnchorId, DocumentNode, KeptSpot, LinkGraph, LostAddress, PageNode, Redirect, SpotNode};
pub use guide::{Guide, LinkUsage, Page, PageAnchor, PageFacts, PageId, PlatformAddress, WrittenLink, WrittenRedirect};
pub use kept_finding::KeptFinding;
pub use link::{Destination, Link, LinkId, Owner, Reason, RegisteredLink, Spot, ToldLink};
pub use loss::{FieldEvent, Loss};
pub use manifest::{Manifest, ManifestFile, ManifestRedirect};
pub use pdf_facts::{AnnexPage, PdfFacts};
pub use people::{People, Person, Post};
pub use place::{At, GuidePath, Place};
pub use reading::{
    Accessibility, AttachedFiles, DocumentAnchor, EmbeddedPicture, FailedCheck, Hidden, HiddenKind, PageBox, Problem,
    Reading,
};
pub use release::{DocumentRecord, History, Inventory, PageRecord, Release, SpotRecord, Wording};
pub use review::{DOCUMENT_DIGITS, Review, Reviews, Standing, review_id, reviewed_thing};
pub use school::{REPORT_HEADINGS, School, SchoolReport};
pub use site_address::SiteAddress;
pub use sources::{Digest, Position, Refusal, SourceFile, Sources};
pub use target::{Layout, PublishTarget, TargetKind, WebServer, secret_variable};
pub use web_address::{WebAddress, WebTarget};
pub use wrapped::{Unwrapped, shown_address, shown_text, unwrapped, without_wrappers};
