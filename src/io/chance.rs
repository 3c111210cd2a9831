//! Random letters that nobody can guess.

use std::fmt::Write as _;

use super::Failure;

/// 32 random hexadecimal digits: 128 bits from the system.
///
/// # Errors
/// When the system has no random numbers to give.
pub fn token() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| Failure::NotServed(error.to_string()))?;
    Ok(bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    }))
}
