//! Which paths a build may publish: those that mean the same file on every computer the folder may be copied to.
//!
//! In: the relative path of a file. Out: nothing, or the reason why not. It must not touch the disk.

use std::collections::HashMap;

use super::manifest::MANIFEST;

/// The paths of a build so far, by their lower-case form. A site is also carried on USB sticks and unpacked on
/// computers that take `Help.html` and `help.html` for the same file.
#[derive(Debug, Default)]
pub(super) struct Claims(HashMap<String, Claim>);

#[derive(Debug)]
struct Claim {
    path: String,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    File,
    Folder,
}

impl Claims {
    /// Claims a file and the folders it lies in.
    pub(super) fn claim(&mut self, path: &str) -> Result<(), String> {
        check(path)?;
        self.claim_as(path, Place::File)?;
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !self.claim_as(folder, Place::Folder)? {
                break;
            }
            rest = folder;
        }
        Ok(())
    }

    /// Returns whether the claim is new. A folder's second claim is not, and then those above it are claimed as well.
    fn claim_as(&mut self, path: &str, place: Place) -> Result<bool, String> {
        let folded = path.to_lowercase();
        let Some(other) = self.0.get(&folded) else {
            self.0.insert(
                folded,
                Claim {
                    path: path.to_owned(),
                    place,
                },
            );
            return Ok(true);
        };
        match (other.place, place) {
            _ if other.path != path => Err(format!(
                "it differs from `{}` only in capital letters, which many computers do not tell apart; \
                 give one of them another name",
                other.path
            )),
            (Place::Folder, Place::Folder) => Ok(false),
            (Place::File, Place::File) => {
                Err("the build makes this file twice; give one of them another address".to_owned())
            }
            _ => Err(format!(
                "`{path}` would be a file and a folder at once; give one of them another address"
            )),
        }
    }
}

/// Says why a path cannot be published, if so. The rules are those of Windows, which are the narrowest (Microsoft,
/// "Naming Files, Paths, and Namespaces").
pub(super) fn check(path: &str) -> Result<(), String> {
    if path.eq_ignore_ascii_case(MANIFEST) {
        return Err("this is the list that Fingerpost keeps of its own files; choose another name".to_owned());
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), String> {
    if part.is_empty() {
        return Err(
            "a path to publish has a name between every two `/`, and neither starts nor ends with one".to_owned(),
        );
    }
    if part == "." || part == ".." {
        return Err(format!(
            "a path to publish goes down from the published folder only, so `{part}` cannot be in it"
        ));
    }
    if let Some(character) = part.chars().find(|&c| c.is_control() || r#"\<>:"|?*"#.contains(c)) {
        let shown = if character.is_control() {
            character.escape_debug().to_string()
        } else {
            character.to_string()
        };
        return Err(format!("file names cannot contain `{shown}` on every computer"));
    }
    if part.ends_with(['.', ' ']) {
        return Err("file names cannot end with a full stop or a space on every computer".to_owned());
    }
    if is_reserved(part) {
        return Err(format!(
            "Windows keeps the name `{part}` for a device; choose another name"
        ));
    }
    Ok(())
}

/// Whether Windows takes the name for a device, whatever follows its first full stop.
fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut number = port.unwrap_or_default().chars();
    matches!(
        (number.next(), number.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}
