//! Builds that are given up, killed, out of disk, or not alone.

use super::*;

#[test]
fn a_build_that_is_given_up_leaves_the_old_site_and_nothing_else() {
    let place = Place::with(&[("index.html", "Help")]);
    let stage = Stage::open(&place.public).unwrap();
    stage.add(file("index.html", "half")).unwrap();
    stage.add(file("more.html", "half")).unwrap();
    assert_eq!(place.paths(), ["index.html"]);
    drop(stage);
    assert_eq!(place.read("index.html"), "Help");
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn a_page_that_vanishes_during_the_build_is_not_left_out_of_the_site() {
    let place = Place::with(&[("a.html", "one"), ("b.html", "two")]);
    let stage = Stage::open(&place.public).unwrap();
    stage.add(file("a.html", "one")).unwrap();
    stage.add(file("b.html", "TWO")).unwrap();
    fs::remove_file(place.public.join("a.html")).unwrap();
    let refusal = stage.publish().unwrap_err().to_string();
    assert!(
        refusal.contains("moved or removed during the build; build again"),
        "{refusal}"
    );
    assert_eq!(place.read("b.html"), "two");
}

#[test]
fn what_killed_builds_left_is_removed_and_its_neighbours_stay() {
    let place = Place::with(&[("index.html", "Help")]);
    for name in [
        ".public.fingerpost-stage-0123456789abcdef",
        ".public.fingerpost-stage-notes",
        ".public.fingerpost-stage-0123456789abcdef0",
        ".publicity.fingerpost-stage-0123456789abcdef",
    ] {
        fs::create_dir_all(place.above.path().join(name).join("offers")).unwrap();
    }
    fs::create_dir(place.above.path().join(".public.fingerpost-aside")).unwrap();
    fs::write(place.above.path().join(".public.fingerpost-lock"), "").unwrap();
    place.build(&[("index.html", "Help")]).unwrap();
    let mut beside = place.beside();
    beside.sort();
    assert_eq!(
        beside,
        [
            ".public.fingerpost-stage-0123456789abcdef0",
            ".public.fingerpost-stage-notes",
            ".publicity.fingerpost-stage-0123456789abcdef",
        ]
    );
}

#[test]
fn a_folder_that_a_killed_build_had_set_aside_is_put_back_first() {
    for made_again in [false, true] {
        let place = Place::with(&[("index.html", "Help")]);
        place.write("CNAME", "help.example.org.uk");
        fs::rename(&place.public, place.above.path().join(".public.fingerpost-aside")).unwrap();
        if made_again {
            fs::create_dir(&place.public).unwrap();
        }
        drop(Stage::open(&place.public).unwrap());
        assert_eq!(place.paths(), ["CNAME", "index.html"]);
        assert_eq!(place.beside(), [""; 0]);
    }
}

#[test]
fn two_builds_into_the_same_folder_do_not_mix() {
    let place = Place::with(&[("index.html", "Help")]);
    let first = Stage::open(&place.public).unwrap();
    first.add(file("index.html", "first")).unwrap();
    let refusal = Stage::open(&place.public).unwrap_err().to_string();
    assert!(
        refusal.contains("another build into the same folder is running"),
        "{refusal}"
    );
    first.publish().unwrap();
    assert_eq!(place.read("index.html"), "first");
    place.build(&[("index.html", "second")]).unwrap();
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn of_builds_that_start_together_each_is_whole_or_refused() {
    let place = Place::with(&[("a.html", "old"), ("b.html", "old")]);
    let build = &|number: usize| {
        let text = number.to_string();
        if let Err(refusal) = place.build(&[("a.html", &text), ("b.html", &text)]) {
            assert!(refusal.to_string().contains("another build"), "{refusal}");
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..8 {
            scope.spawn(move || (0..50).for_each(|number| build(thread * 50 + number)));
        }
    });
    assert_ne!(place.read("a.html"), "old");
    assert_eq!(place.read("a.html"), place.read("b.html"));
    assert_eq!(place.paths(), ["a.html", "b.html"]);
    assert_eq!(place.beside(), [""; 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_always_finds_the_folder_while_it_is_swapped() {
    let place = Place::with(&[("index.html", "0")]);
    std::thread::scope(|scope| {
        let builds = scope.spawn(|| {
            for number in 1..200 {
                place.build(&[("index.html", &number.to_string())]).unwrap();
            }
        });
        while !builds.is_finished() {
            fs::metadata(place.public.join("index.html")).unwrap();
        }
        builds.join().unwrap();
    });
}

/// Builds that end badly need a program of their own: this test program again, told by a variable where to build.
#[cfg(target_os = "linux")]
mod in_a_program_of_its_own {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    use std::time::Instant;

    use super::*;

    const INTO: &str = "FINGERPOST_TEST_BUILDS_INTO";

    /// The arguments that run one test of this module alone and show what it prints.
    fn only(test: &str) -> [String; 3] {
        let module = module_path!().split_once("::").unwrap().1;
        ["--exact".into(), "--nocapture".into(), format!("{module}::{test}")]
    }

    /// A site whose every file says the same letter, and which has more files the later the letter.
    fn site(letter: char) -> impl Iterator<Item = OutputFile> {
        let count = if letter == 'a' { 60 } else { 80 };
        (0..count).map(move |number| file(&format!("{}/{number}.html", number % 4), &letter.to_string()))
    }

    fn assert_whole(place: &Place) {
        let pages: Vec<_> = place
            .paths()
            .into_iter()
            .filter(|path| path.ends_with(".html"))
            .collect();
        let letter = place.read("0/0.html").remove(0);
        let mut expected: Vec<_> = site(letter).map(|file| file.path).collect();
        expected.sort();
        assert_eq!(pages, expected);
        for page in site(letter) {
            assert!(
                place.read(&page.path).as_bytes() == page.bytes,
                "{} is of another build",
                page.path
            );
        }
        assert_eq!(place.read("CNAME"), "help.example.org.uk");
    }

    #[test]
    fn a_build_killed_at_any_moment_leaves_a_whole_site() {
        if let Ok(public) = std::env::var(INTO) {
            println!("\nready");
            // As good as for ever, but an orphan ends.
            for _ in 0..2000 {
                publish(site('b'), &public).unwrap();
                publish(site('a'), &public).unwrap();
            }
            return;
        }
        let place = Place::new();
        publish(site('b'), &place.public).unwrap();
        place.write("CNAME", "help.example.org.uk");
        let start = Instant::now();
        publish(site('a'), &place.public).unwrap();
        // How long a build takes here says when to kill one: anywhere in the first three.
        let build = start.elapsed();
        for round in 0..40 {
            let mut builds = Command::new(std::env::current_exe().unwrap())
                .args(only("a_build_killed_at_any_moment_leaves_a_whole_site"))
                .env(INTO, &place.public)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut said = BufReader::new(builds.stdout.take().unwrap()).lines();
            assert!(said.any(|line| line.unwrap() == "ready"), "the builds did not start");
            std::thread::sleep(build * round / 14);
            builds.kill().unwrap();
            assert!(
                !builds.wait().unwrap().success(),
                "the builds ended before they were killed"
            );
            assert_whole(&place);
        }
        publish(site('b'), &place.public).unwrap();
        assert_whole(&place);
        assert_eq!(place.beside(), [""; 0]);
    }

    #[test]
    fn a_disk_that_takes_no_more_leaves_the_old_site_and_is_named() {
        if let Ok(public) = std::env::var(INTO) {
            let full = site('b').chain([file("large.bin", &"large".repeat(1_000_000))]);
            println!("\n{}", publish(full, public).unwrap_err());
            return;
        }
        let place = Place::new();
        publish(site('a'), &place.public).unwrap();
        place.write("CNAME", "help.example.org.uk");
        // The shell lets no file grow beyond 500 blocks, and has the system say so instead of ending the program.
        let builds = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f 500; exec \"$0\" \"$@\""])
            .arg(std::env::current_exe().unwrap())
            .args(only("a_disk_that_takes_no_more_leaves_the_old_site_and_is_named"))
            .env(INTO, &place.public)
            .output()
            .unwrap();
        let said = String::from_utf8(builds.stdout).unwrap();
        assert!(builds.status.success(), "{said}");
        assert!(said.contains("could not write the file `"), "{said}");
        assert!(said.contains("large.bin`: File too large"), "{said}");
        assert_whole(&place);
        assert_eq!(place.beside(), [""; 0]);
    }
}
