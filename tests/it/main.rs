//! The binary as its users run it, on small whole studies and on the shipped one.

mod architecture;
mod determinism;
mod documentation;
mod faults;
mod hostile;
mod output;
mod report;
mod shipped;
mod support;
