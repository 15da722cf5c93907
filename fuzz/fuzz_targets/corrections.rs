//! Any file of corrections is read or refused, and what is read is written so that it reads back.

#![no_main]

use actant::entity::Corrections;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    match Corrections::parse(source) {
        Ok(corrections) => assert_eq!(Corrections::parse(&corrections.to_toml()).ok(), Some(corrections)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
