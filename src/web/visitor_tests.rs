// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use actix_web::test::TestRequest;

fn ours(headers: &[(&'static str, &'static str)]) -> bool {
    let mut req = TestRequest::post();
    for header in headers {
        req = req.append_header(*header);
    }
    from_our_pages(req.to_http_request().headers(), "https://sportello.example")
}

#[test]
fn a_post_must_come_from_a_page_of_ours() {
    assert!(ours(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
    assert!(ours(&[("origin", "https://sportello.example")]));
    assert!(!ours(&[]));
    assert!(!ours(&[("origin", "null")]));
    assert!(!ours(&[("origin", "https://elsewhere.example")]));
    assert!(!ours(&[("origin", "https://sportello.example.evil.example")]));
    assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://sportello.example")]));
    assert!(!ours(&[("sec-fetch-site", "same-site")]));
}

#[test]
fn the_address_is_the_sockets_unless_the_proxy_that_we_trust_tells_another() {
    let proxies: Vec<Network> = vec!["10.0.0.0/8".parse().unwrap()];
    let from = |peer: &str, told: &[&'static str]| {
        let mut req = TestRequest::get().peer_addr(format!("{peer}:4000").parse().unwrap());
        for value in told {
            req = req.append_header(("x-forwarded-for", *value));
        }
        client_address(&req.to_http_request(), &proxies).to_string()
    };
    assert_eq!(from("192.0.2.7", &["203.0.113.9"]), "192.0.2.7");
    assert_eq!(from("10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
    assert_eq!(from("10.0.0.1", &["6.6.6.6, 203.0.113.9"]), "203.0.113.9");
    assert_eq!(from("10.0.0.1", &["6.6.6.6", "203.0.113.9"]), "203.0.113.9");
    assert_eq!(from("10.0.0.1", &["6.6.6.6, 203.0.113.9, 10.9.9.9"]), "203.0.113.9");
    assert_eq!(from("10.0.0.1", &["nonsense"]), "10.0.0.1");
    assert_eq!(from("[::ffff:10.0.0.1]", &["203.0.113.9"]), "203.0.113.9");
}
