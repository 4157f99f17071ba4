//! How this process takes memory, and how much it took at most, where the system tells.
#![expect(clippy::disallowed_methods, reason = "what the system says of this process is no input")]

/// The largest block that the C library of most Linux systems takes from its heap.
const LARGEST: usize = (32 << 20) - (64 << 10);
/// How much one thread needs for a study of usual size.
const ROOM: usize = 12 << 20;

/// Has the C library keep what is freed. The largest block that was ever freed is its measure, so
/// one is taken and given back; nothing of it is touched, so that it costs no memory.
pub(crate) fn keep_what_is_freed() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST)));
}

/// Makes room in the heap of this thread at once, which would otherwise grow page by page with a
/// call to the system for each.
pub(crate) fn make_room() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
}

/// The peak of resident memory in KiB; Linux tells it in `/proc/self/status` as `VmHWM`.
pub(super) fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
