//! A spinner with the name of the stage, on work that takes more than half a second.

use std::io::IsTerminal as _;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

/// How long a run may take before it shows what it does.
const PATIENCE: Duration = Duration::from_millis(500);

/// Progress of one run.
pub(super) struct Progress {
    channel: std::cell::RefCell<Option<(Sender<&'static str>, JoinHandle<()>)>>,
}

impl Progress {
    /// Starts waiting, where there is a terminal to show anything on.
    pub(super) fn start(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        Self { channel: std::cell::RefCell::new(shown.then(watch)) }
    }

    /// Says which stage begins.
    pub(super) fn stage(&self, name: &'static str) {
        if let Some((sender, _)) = self.channel.borrow().as_ref() {
            // The watcher ends only when this end is dropped.
            let _ = sender.send(name);
        }
    }

    /// Clears the line.
    pub(super) fn finish(&self) {
        if let Some((sender, watcher)) = self.channel.borrow_mut().take() {
            drop(sender);
            let _ = watcher.join();
        }
    }
}

fn watch() -> (Sender<&'static str>, JoinHandle<()>) {
    let (sender, receiver) = channel();
    let watcher = std::thread::spawn(move || {
        let started = std::time::Instant::now();
        let mut bar: Option<ProgressBar> = None;
        let mut stage = "";
        loop {
            let left = PATIENCE.saturating_sub(started.elapsed());
            let wait = if bar.is_some() { Duration::from_hours(1) } else { left };
            match receiver.recv_timeout(wait) {
                Ok(name) => {
                    stage = name;
                    if let Some(bar) = &bar {
                        bar.set_message(stage);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let spinner = ProgressBar::new_spinner().with_message(stage);
                    spinner.enable_steady_tick(Duration::from_millis(100));
                    bar = Some(spinner);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
    });
    (sender, watcher)
}
