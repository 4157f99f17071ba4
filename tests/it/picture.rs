//! The picture for shared links: what it is made of, who is told of it, and when there is none.

use crate::hosting::meta;
use crate::support::Study;

const FILE: &str = "output/picture.png";

/// Width and height, as the head of a PNG has them.
fn size(study: &Study) -> (u32, u32) {
    let bytes = std::fs::read(study.path(FILE)).expect("a picture");
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn pages_with_an_address_name_their_picture_and_say_what_it_shows() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--edition", "both"]).exits(0);
    assert_eq!(size(&study), (1200, 630));
    for page in ["index.html", "tables.html", "drinks.html"] {
        let html = study.read(&format!("output/{page}"));
        assert_eq!(meta(&html, "og:image"), ["https://example.org/drinks/picture.png"]);
        assert_eq!(meta(&html, "og:image:type"), ["image/png"]);
        assert_eq!(meta(&html, "og:image:width"), ["1200"]);
        assert_eq!(meta(&html, "og:image:height"), ["630"]);
        assert_eq!(meta(&html, "twitter:card"), ["summary_large_image"]);
        let alt = meta(&html, "og:image:alt");
        assert!(
            alt[0].contains(" of “What do you eat with it?”. Fruit: 38%;") && alt[0].contains('%'),
            "{alt:?}"
        );
    }
    // What is superseded is not advertised.
    assert!(!study.path("output/as-published/picture.png").exists());
    let html = study.read("output/as-published/index.html");
    assert!(meta(&html, "og:image").is_empty() && meta(&html, "twitter:card").is_empty());
}

#[test]
fn without_an_address_there_is_a_picture_and_nobody_is_sent_to_it() {
    let study = Study::fixture("minimal").built();
    assert_eq!(size(&study), (1200, 630));
    let html = study.read("output/index.html");
    assert!(!html.contains("og:image") && !html.contains("twitter:card"));
}

#[test]
fn a_picture_from_right_to_left_begins_at_the_right() {
    // What stands in each column of pixels: whether it is the ground, and whether all of it is ink.
    let sides = |study: &Study| {
        let bytes = std::fs::read(study.path(FILE)).expect("a picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        let at = |x: usize, y: usize| &pixels[(y * 1200 + x) * 3..][..3];
        let ground = at(600, 2).to_vec();
        let edge = |x: usize| (0..630).all(|y| at(x, y) != ground);
        let ink = |from: usize| {
            (from..from + 500)
                .flat_map(|x| (0..90).map(move |y| (x, y)))
                .filter(|(x, y)| at(*x, *y) != ground)
                .count()
        };
        (edge(3), edge(1196), ink(50), ink(650))
    };
    let study = Study::fixture("minimal").built();
    let (left, right, begun, ended) = sides(&study);
    assert!(left && !right && begun > 500 && ended == 0, "{begun} and {ended} pixels");
    let messages = study.run(&["messages"]).exits(0).stdout;
    let messages = messages.replace("setting-direction = ltr", "setting-direction = rtl");
    study.write("templates/messages/ar.ftl", messages);
    study.replace("content/study.yaml", "title:", "language: ar\ntitle:");
    let (left, right, ended, begun) = sides(&study.built());
    assert!(right && !left && begun > 500 && ended == 0, "{begun} and {ended} pixels");
}

#[test]
fn a_picture_is_a_format_that_can_be_left_out() {
    let study = Study::fixture("corrected");
    study.run(&["build", "--formats", "site"]).exits(0);
    assert!(!study.path(FILE).exists());
    let html = study.read("output/index.html");
    assert!(!html.contains("og:image") && !html.contains("twitter:card"), "none is named");
    study.run(&["build", "--formats", "picture"]).exits(0);
    assert_eq!(size(&study), (1200, 630));
    assert!(study.read("output/index.html").contains("og:image"));
}

#[test]
fn a_picture_follows_the_figure_that_the_study_names() {
    let bytes = |study: &Study| std::fs::read(study.path(FILE)).expect("a picture");
    let first = Study::shipped();
    first.replace("content/study.yaml", "picture: clinicians.ai-research\n", "");
    let (first, named) = (first.built(), Study::shipped().built());
    assert_ne!(bytes(&first), bytes(&named));
    let same = Study::shipped();
    same.replace(
        "content/study.yaml",
        "picture: clinicians.ai-research\n",
        "picture: summary.leading\n",
    );
    assert_eq!(bytes(&first), bytes(&same.built()), "Figure 1 is taken where none is named");
    let wrong = Study::fixture("minimal");
    wrong.replace("content/study.yaml", "kind: original", "kind: original\npicture: people.drnk");
    wrong.build().exits(1).says("did you mean `people.drink`").says("study.yaml:3:10");
}

#[test]
fn what_the_face_does_not_hold_is_left_out() {
    let title = |study: &Study, title: &str| {
        study.replace("content/study.yaml", "title: A minimal study", &format!("title: {title}"));
    };
    let headline = |study: &Study, text: &str| {
        study.replace("content/data/tea.yaml", "{word}`people.drink.tea` prefer tea.", text);
    };
    // A title in another script leaves the finding, and the other way round.
    let study = Study::fixture("minimal");
    title(&study, "影像数据");
    assert_eq!(size(&study.built()), (1200, 630));
    let study = Study::fixture("minimal");
    headline(&study, "شاي");
    assert_eq!(size(&study.built()), (1200, 630));
    // Nothing to read: no picture, and nobody is told of one.
    let study = Study::fixture("minimal");
    title(&study, "影像数据\naddress: https://example.org/a");
    headline(&study, "شاي");
    let study = study.built();
    assert!(!study.path(FILE).exists());
    assert!(!study.read("output/index.html").contains("og:image"));
}
