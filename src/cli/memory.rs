//! How much memory this process took at most, where the system tells.
#![expect(clippy::disallowed_methods, reason = "what the system says of this process is no input")]

/// The peak of resident memory in KiB; Linux tells it in `/proc/self/status` as `VmHWM`.
pub(super) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
