//! The site's behaviour, read off small guides.
