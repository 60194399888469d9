//! Answers the browser.
//!
//! In: requests, the folder of the last good build, and what is [`Shown`] now. Out: files of that folder, with the
//! reload script in each page, or a notice in the place of every page. It must not know who builds, or when.
//!
//! Only this computer gets an answer. The listener is bound to 127.0.0.1; and a web page elsewhere that points its own
//! name at 127.0.0.1 (DNS rebinding) is refused by the name it asks for.

use std::io::ErrorKind;
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;
use tower_http::services::ServeDir;

use super::{Notice, Shown, reload};

/// The part of an address that asks for the last good page in spite of a mistake.
const LAST_GOOD: &str = "last-good";

/// What every request needs.
#[derive(Clone)]
struct Preview {
    folder: PathBuf,
    shown: Receiver<Shown>,
}

/// All addresses of the preview: two of its own, and the site.
pub(super) fn router(folder: PathBuf, shown: Receiver<Shown>) -> Router {
    Router::new()
        .route("/.fingerpost/reload.js", get(script))
        .route("/.fingerpost/reload", get(wait))
        .fallback(get(page))
        .layer(middleware::from_fn(only_for_this_computer))
        .with_state(Preview { folder, shown })
}

/// A file of the site. Pages get the script; while there is a notice, they are the notice.
async fn page(State(preview): State<Preview>, request: Request) -> Response {
    // Read before the file: if a build ends in between, the page is newer than its version and reloads once too often.
    let shown = preview.shown.borrow().clone();
    let uri = request.uri();
    let found = preview.file_or_not_found_page(uri).await;
    if !is_page(found.headers()) {
        return found;
    }
    if let Some(notice) = shown.notice
        && !(shown.has_good && asks_for_last_good(uri))
    {
        let link = shown.has_good.then(|| last_good_address(uri));
        return html(
            StatusCode::SERVICE_UNAVAILABLE,
            &notice_page(&notice, link.as_deref()),
            shown.version,
        );
    }
    let (parts, body) = found.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => html(parts.status, &String::from_utf8_lossy(&bytes), shown.version),
        Err(error) => unreadable(&error),
    }
}

async fn script() -> Response {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        reload::SCRIPT,
    )
        .into_response()
}

/// Answers once there is something newer than the version in `?seen=`.
async fn wait(State(preview): State<Preview>, request: Request) -> String {
    let seen = parameters(request.uri()).find_map(|one| one.strip_prefix("seen=")?.parse().ok());
    reload::changed_since(seen, preview.shown).await.to_string()
}

impl Preview {
    async fn file_or_not_found_page(&self, uri: &Uri) -> Response {
        let found = self.file(uri.clone()).await;
        if found.status() != StatusCode::NOT_FOUND {
            return found;
        }
        let own = self.file(Uri::from_static("/404.html")).await;
        if own.status().is_success() {
            return (StatusCode::NOT_FOUND, own).into_response();
        }
        let notice = Notice {
            title: "There is no page here",
            text: uri.path().to_owned(),
        };
        (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/html")],
            notice_page(&notice, None),
        )
            .into_response()
    }

    /// The file at an address. `ServeDir` decodes the path and answers 404 to whatever would leave the folder. It gets
    /// nothing else of the request, so that it never answers with a part of a file, or that nothing has changed.
    async fn file(&self, uri: Uri) -> Response {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri;
        match ServeDir::new(&self.folder).try_call(request).await {
            Ok(response) => response.into_response(),
            Err(error) if is_missing(error.kind()) => StatusCode::NOT_FOUND.into_response(),
            Err(error) => unreadable(&error),
        }
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn html(status: StatusCode, page: &str, version: u64) -> Response {
    let page = reload::with_script(page, version);
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn notice_page(notice: &Notice, last_good: Option<&str>) -> String {
    let link = last_good.map_or_else(String::new, |address| {
        format!("<p><a href=\"{}\">Show the last good page</a></p>", escaped(address))
    });
    // The text comes last, so that nothing in it is taken for a place to fill in.
    include_str!("notice.html")
        .replace("«title»", &escaped(notice.title))
        .replace("«link»", &link)
        .replace("«text»", &escaped(notice.text.trim()))
}

/// Whether there cannot be a file of that name: there is none, a part of the path is a file, or the name is too long.
fn is_missing(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename
    )
}

fn unreadable(error: &dyn std::fmt::Display) -> Response {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        format!("The file cannot be read: {error}\n"),
    )
        .into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn parameters(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.query().unwrap_or_default().split('&')
}

fn asks_for_last_good(uri: &Uri) -> bool {
    parameters(uri).any(|one| one == LAST_GOOD)
}

/// The same address, asking for the last good page. It starts with `?`, so that it stays on this page whatever the
/// path looks like.
fn last_good_address(uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("?{query}&{LAST_GOOD}"),
        None => format!("?{LAST_GOOD}"),
    }
}

/// Refuses requests for any other name than this computer's own, and lets the browser keep nothing.
async fn only_for_this_computer(request: Request, next: Next) -> Response {
    let mut response = if is_for_this_computer(&request) {
        next.run(request).await
    } else {
        (
            StatusCode::FORBIDDEN,
            "The preview answers to 127.0.0.1 and localhost only.\n",
        )
            .into_response()
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether every name that a request asks for is this computer's own, and there is at least one.
fn is_for_this_computer(request: &Request) -> bool {
    let headers = request
        .headers()
        .get_all(header::HOST)
        .iter()
        .map(|host| host.to_str().unwrap_or_default());
    let hosts: Vec<&str> = headers
        .chain(request.uri().authority().map(|authority| authority.as_str()))
        .collect();
    !hosts.is_empty() && hosts.into_iter().all(is_this_computer)
}

/// Whether a `Host` means this computer by a name that no other computer can take. The port may be any: it can be
/// passed on from another one.
fn is_this_computer(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")
}
