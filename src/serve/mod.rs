//! The preview: the site as it would be published, on this computer alone, renewed with every change.
//!
//! In: the site's folder, and a function that builds it. Out: pages at `http://127.0.0.1:…/` and lines for the
//! terminal. It must not know how a site is built, what an entry is, or which folder is published: it builds into a
//! temporary folder that goes when it stops.
//!
//! `watch` notices changes, `http` answers the browser, `reload` lets a page renew itself. While there is a mistake,
//! every page says so instead of showing yesterday's text, and the last good page is a link away.

mod http;
mod reload;
mod watch;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::future::{Future, IntoFuture};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant, SystemTime};

use tokio::runtime::Runtime;
use tokio::sync::{oneshot, watch as latest};

use crate::error::{Error, Result};
use watch::{Fingerprint, Watch};

/// What to preview, and where.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site's folder, with `site.toml` and `content/` in it.
    pub root: PathBuf,
    /// The port on 127.0.0.1; 0 takes any that is free.
    pub port: u16,
}

/// What came of a build that the machine did not stop.
#[derive(Debug, Clone, Default)]
pub struct BuildOutcome {
    /// Whether the output folder now holds the site. If not, the content has mistakes.
    pub ok: bool,
    /// The diagnostics as text without colours; empty where there is nothing to say.
    pub human: String,
    /// What was built, on one line: `57 offers, 214 pages, 3 of them changed.`
    pub summary: String,
}

/// Builds the site into a folder: makes the folder equal to the site in one step, or leaves it as it is.
pub type Build<'a> = dyn Fn(&Path) -> Result<BuildOutcome> + Sync + 'a;

/// Takes what is said in the terminal, one or more lines at a time, without a line break at the end.
pub type Say<'a> = dyn Fn(&str) + Sync + 'a;

/// Shows the preview until the person presses Ctrl+C or the program is asked to stop in another way.
///
/// # Errors
/// Fails if the port is taken, the folder cannot be watched, or the machine stops the first build. A mistake in the
/// content is no failure: it is shown, and so is whatever stops a later build.
pub fn serve(options: &ServeOptions, build: &Build<'_>, say: &Say<'_>) -> Result<()> {
    serve_until(options, build, say, asked_to_stop())
}

/// Shows the preview until `stop` is ready.
///
/// # Errors
/// Those of [`serve`].
pub fn serve_until(
    options: &ServeOptions,
    build: &Build<'_>,
    say: &Say<'_>,
    stop: impl Future<Output = ()> + Send,
) -> Result<()> {
    let root = std::path::absolute(&options.root).and_then(|root| root.canonicalize());
    let root = root.map_err(|error| Error::new("find the folder", &options.root, error))?;
    let listener = listen(options.port)?;
    let failed = |error: std::io::Error| Error::without_path("start the preview", error);
    let address = listener.local_addr().map_err(failed)?;
    let temporary = tempfile::Builder::new()
        .prefix("fingerpost-preview-")
        .tempdir()
        .map_err(failed)?;
    let (events, inbox) = mpsc::channel();
    let watch = Watch::start(&root, events.clone())?;
    let (shown, viewer) = latest::channel(Shown::at_start());
    let folder = temporary.path().join("site");
    let server = Server::new(listener, http::router(folder.clone(), viewer)).map_err(failed)?;
    std::thread::scope(|scope| {
        // Dropped at the end of this block, however it ends, so that the other thread never outlives it.
        let (_finished, finished) = oneshot::channel::<()>();
        scope.spawn(move || {
            server.answer_until(stop, finished);
            let _ = events.send(Event::Stop);
        });
        let mut preview = Preview {
            root,
            folder,
            build,
            say,
            shown,
            watch,
            built: None,
        };
        preview.build_first()?;
        say(&format!(
            "Preview: http://{address}/\nIt shows each change as soon as you save it. Ctrl+C stops it."
        ));
        preview.follow(&inbox);
        Ok(())
    })
}

/// Answers the browser, on one thread.
struct Server {
    runtime: Runtime,
    listener: tokio::net::TcpListener,
    app: axum::Router,
}

impl Server {
    fn new(listener: TcpListener, app: axum::Router) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(async { tokio::net::TcpListener::from_std(listener) })?;
        Ok(Self { runtime, listener, app })
    }

    /// Answers until somebody asks to stop, or whoever builds has finished. Open requests are cut off.
    fn answer_until(self, stop: impl Future<Output = ()>, finished: oneshot::Receiver<()>) {
        self.runtime.block_on(async {
            tokio::select! {
                () = stop => {}
                _ = finished => {}
                _ = axum::serve(self.listener, self.app).into_future() => {}
            }
        });
    }
}

/// Something that the preview has to act on.
#[derive(Debug)]
enum Event {
    /// These files or folders changed, as paths from the site's root with `/`. Empty if only the system knows which.
    Changed(BTreeSet<String>),
    /// The watcher has something to say.
    Trouble(String),
    /// It is time to stop.
    Stop,
}

/// What the browser is to see.
#[derive(Debug, Clone)]
struct Shown {
    /// Grows with every build. It starts with the clock, so that a page of an earlier preview is older, too.
    version: u64,
    /// What every page says instead of its text.
    notice: Option<Notice>,
    /// Whether there has been a good build, so that there is a last good page.
    has_good: bool,
}

/// Something to say in the place of a page.
#[derive(Debug, Clone)]
struct Notice {
    title: &'static str,
    text: String,
}

impl Shown {
    fn at_start() -> Self {
        let since = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let text = "This page shows the site as soon as it is ready.".to_owned();
        Self {
            // 2^53 milliseconds are 285,000 years, so scripts can count them, too.
            version: u64::try_from(since.as_millis()).unwrap_or_default(),
            notice: Some(Notice {
                title: "The site is being built",
                text,
            }),
            has_good: false,
        }
    }
}

/// Changes that come in the same breath, such as a rename and a save, are built once.
const BREATH: Duration = Duration::from_millis(60);

/// So many events are built even if there is no pause between them: a program that never stops saving does not hold up
/// the preview.
const MOST_AT_ONCE: usize = 20;

/// Builds after each change.
struct Preview<'a> {
    root: PathBuf,
    folder: PathBuf,
    build: &'a Build<'a>,
    say: &'a Say<'a>,
    shown: latest::Sender<Shown>,
    watch: Watch,
    /// What the last build read, if it came to an end.
    built: Option<Fingerprint>,
}

impl Preview<'_> {
    fn build_first(&mut self) -> Result<()> {
        let inputs = watch::fingerprint(&self.root);
        let started = Instant::now();
        let outcome = (self.build)(&self.folder)?;
        self.built = Some(inputs);
        self.show(outcome, started);
        Ok(())
    }

    fn follow(&mut self, inbox: &Receiver<Event>) {
        while let Some((changed, troubles)) = next_changes(inbox) {
            troubles.iter().for_each(|trouble| (self.say)(trouble));
            if let Err(error) = self.watch.renew(&changed) {
                (self.say)(&error.to_string());
            }
            self.rebuild(&changed);
        }
    }

    /// Builds unless the last build has read exactly these files: a save without a change, or the echo of a change.
    fn rebuild(&mut self, changed: &BTreeSet<String>) {
        let inputs = watch::fingerprint(&self.root);
        if self.built.as_ref() == Some(&inputs) {
            return;
        }
        let started = Instant::now();
        (self.say)(&changed_files(changed));
        match (self.build)(&self.folder) {
            Ok(outcome) => {
                self.built = Some(inputs);
                self.show(outcome, started);
            }
            Err(error) => {
                // What stopped the machine can go away without a change to a file; the next save tries again.
                self.built = None;
                (self.say)(&error.to_string());
                self.publish(Some(Notice {
                    title: "The site cannot be built",
                    text: error.to_string(),
                }));
            }
        }
    }

    fn show(&self, outcome: BuildOutcome, started: Instant) {
        let BuildOutcome { ok, human, summary } = outcome;
        let took = started.elapsed().as_millis();
        if !human.trim().is_empty() {
            (self.say)(human.trim_end());
        }
        if ok {
            (self.say)(format!("Built in {took} ms. {summary}").trim_end());
            self.publish(None);
        } else {
            (self.say)(&format!("Looked through in {took} ms. The preview shows what to mend."));
            self.publish(Some(Notice {
                title: "There is a mistake in the content",
                text: human,
            }));
        }
    }

    fn publish(&self, notice: Option<Notice>) {
        self.shown.send_modify(|shown| {
            shown.version += 1;
            shown.has_good |= notice.is_none();
            shown.notice = notice;
        });
    }
}

/// Everything that changed, and what the watcher said, once it is quiet for a breath. `None` when it is time to stop.
fn next_changes(inbox: &Receiver<Event>) -> Option<(BTreeSet<String>, Vec<String>)> {
    let mut events = vec![inbox.recv().ok()?];
    while events.len() < MOST_AT_ONCE
        && let Ok(event) = inbox.recv_timeout(BREATH)
    {
        events.push(event);
    }
    let (mut changed, mut troubles) = (BTreeSet::new(), Vec::new());
    for event in events {
        match event {
            Event::Changed(paths) => changed.extend(paths),
            Event::Trouble(trouble) => troubles.push(trouble),
            Event::Stop => return None,
        }
    }
    Some((changed, troubles))
}

/// `Changed: content/offers/tea-and-tablets.yaml and 2 more`, safe for a terminal whatever the files are called.
fn changed_files(changed: &BTreeSet<String>) -> String {
    const SHOWN: usize = 3;
    let named: Vec<&str> = changed.iter().take(SHOWN).map(String::as_str).collect();
    if named.is_empty() {
        return "Something changed".to_owned();
    }
    let mut said = format!("Changed: {}", named.join(", "));
    if changed.len() > SHOWN {
        let _ = write!(said, " and {} more", changed.len() - SHOWN);
    }
    said.chars()
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

/// A place to listen that no other computer can reach.
fn listen(port: u16) -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let action = format!("show the preview at `127.0.0.1:{port}`");
        if error.kind() == std::io::ErrorKind::AddrInUse {
            let advice = "another program uses this port, perhaps an earlier preview. Stop it, or choose another port";
            Error::without_path(action, advice)
        } else {
            Error::without_path(action, error)
        }
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| Error::without_path("start the preview", error))?;
    Ok(listener)
}

/// Ready when the person or the system asks the program to stop. Until then the temporary folder is needed; without
/// this it would stay behind.
#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let ask = |kind| async move {
        match signal(kind) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = ask(SignalKind::interrupt()) => {}
        () = ask(SignalKind::terminate()) => {}
        () = ask(SignalKind::hangup()) => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
