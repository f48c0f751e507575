// SPDX-License-Identifier: AGPL-3.0-or-later
//! The process that looks at one file and ends: `sportello check-scan`.

use super::{Bounds, answer, check, confine};
use crate::policy::ScanRules;
use std::io::{self, Read, Write};

/// What the process is asked for, on its command line.
#[derive(Debug, Clone, Copy)]
pub enum Asked {
    /// Look at the file on standard input.
    Look(Bounds, ScanRules),
    /// Say what is out of reach.
    Prove(Bounds),
}

impl Asked {
    /// The words of the command line, after `check-scan`: bounds, rules.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let (bounds, rules) = match self {
            Self::Look(bounds, rules) => (bounds, Some(rules)),
            Self::Prove(bounds) => (bounds, None),
        };
        words.push(bounds.memory.to_string());
        words.push(bounds.cpu_seconds.to_string());
        if let Some(ScanRules { bytes, pages, side, pixels, unpacked, per_case: _ }) = rules {
            words.extend([bytes, pages, side, pixels, unpacked].map(u32::to_string));
        }
        words
    }

    /// Reads them.
    #[must_use]
    pub fn read(words: &[String]) -> Option<Self> {
        let numbers: Vec<u64> = words.iter().map(|word| word.parse().ok()).collect::<Option<_>>()?;
        let small = |number: u64| u32::try_from(number).ok();
        match numbers[..] {
            [memory, cpu] => Some(Self::Prove(Bounds { memory, cpu_seconds: small(cpu)? })),
            [memory, cpu, bytes, pages, side, pixels, unpacked] => Some(Self::Look(
                Bounds { memory, cpu_seconds: small(cpu)? },
                ScanRules {
                    bytes: small(bytes)?,
                    pages: small(pages)?,
                    side: small(side)?,
                    pixels: small(pixels)?,
                    unpacked: small(unpacked)?,
                    ..ScanRules::default()
                },
            )),
            _ => None,
        }
    }
}

/// What the process found out of its reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The kernel filters its calls.
    pub filtered: bool,
    /// It opens no file.
    pub no_files: bool,
    /// It opens no socket.
    pub no_network: bool,
    /// It starts no process.
    pub no_processes: bool,
    /// It has no environment.
    pub no_environment: bool,
}

impl Told {
    fn line(self) -> String {
        let Self { filtered, no_files, no_network, no_processes, no_environment } = self;
        let words = [filtered, no_files, no_network, no_processes, no_environment];
        words.map(|yes| if yes { "yes" } else { "no" }).join(" ")
    }

    pub(super) fn read(line: &str) -> Option<Self> {
        let words = line.strip_suffix('\n')?.split(' ').map(|word| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        });
        let [filtered, no_files, no_network, no_processes, no_environment] =
            words.collect::<Option<Vec<_>>>()?.try_into().ok()?;
        Some(Self { filtered, no_files, no_network, no_processes, no_environment })
    }
}

/// Becomes the process that looks at files: takes everything from itself, reads standard input, answers on standard output.
///
/// # Errors
/// Where it cannot confine itself, read or write.
pub fn run(asked: Asked) -> io::Result<()> {
    let (Asked::Look(bounds, _) | Asked::Prove(bounds)) = &asked;
    confine::start_over(bounds)?;
    let mut out = io::stdout().lock();
    match asked {
        Asked::Look(bounds, rules) => {
            confine::confine(&bounds)?;
            let mut bytes = Vec::new();
            io::stdin().lock().take(u64::from(rules.bytes) + 1).read_to_end(&mut bytes)?;
            answer::write(&check(bytes, &rules), &mut out)
        }
        Asked::Prove(bounds) => {
            let filtered = confine::confine(&bounds)?;
            let told = Told {
                filtered,
                no_files: std::fs::File::open("/").is_err() && std::fs::write("x", "x").is_err(),
                no_network: std::net::UdpSocket::bind("127.0.0.1:0").is_err(),
                no_processes: std::process::Command::new("/proc/self/exe").spawn().is_err(),
                no_environment: std::env::vars_os().next().is_none(),
            };
            writeln!(out, "{}", told.line())
        }
    }
}
