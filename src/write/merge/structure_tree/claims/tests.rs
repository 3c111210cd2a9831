use super::*;

/// A root, two elements that claim these marks of one page, and the parent tree's entry for it.
fn settled(marks: [&[i64]; 2], tree: &[usize]) -> Result<(usize, Vec<Object>), Contradiction> {
    let mut document = Document::with_version("1.7");
    let mut node = |entries: Vec<(&str, Object)>| {
        let mut node = Dictionary::new();
        for (key, value) in entries {
            node.set(key, value);
        }
        document.add_object(node)
    };
    let page = node(vec![("Type", Object::Name(b"Page".to_vec())), ("StructParents", Object::Integer(0))]);
    let root = node(Vec::new());
    let elements = marks.map(|marks| {
        let claimed = marks.iter().map(|mark| Object::Integer(*mark)).collect::<Vec<_>>();
        let kind = ("S", Object::Name(b"P".to_vec()));
        node(vec![kind, ("Pg", Object::Reference(page)), ("K", Object::Array(claimed))])
    });
    let top = elements.iter().map(|id| Object::Reference(*id)).collect();
    let entry = tree.iter().map(|index| Object::Reference(elements[*index])).collect();
    let present = Present { pages: BTreeSet::from([page]), ..Present::default() };
    let sound = settle(&mut document, root, top, &present, &BTreeMap::from([(0, Object::Array(entry))]))?;
    let parents = sound.parents.get(&0).and_then(|entry| entry.as_array().ok()).cloned().unwrap_or_default();
    let order = |object: &Object| elements.iter().position(|id| object.as_reference().is_ok_and(|own| own == *id));
    let parents =
        parents.iter().map(|object| order(object).map_or(Object::Null, |at| Object::Integer(i64::from(at != 0))));
    Ok((sound.elements.len(), parents.collect()))
}

#[test]
fn a_parent_tree_that_lies_is_made_anew() {
    let expected = vec![Object::Integer(0), Object::Integer(1)];
    assert_eq!(settled([&[0], &[1]], &[0, 1]), Ok((2, expected.clone())), "nothing wrong");
    assert_eq!(settled([&[0], &[1]], &[1, 0]), Ok((2, expected.clone())), "crossed over");
    assert_eq!(settled([&[0], &[1]], &[]), Ok((2, expected)), "missing");
}

#[test]
fn words_that_two_elements_claim_go_to_the_one_the_parent_tree_names() {
    assert_eq!(settled([&[0], &[0, 1]], &[0, 1]), Ok((2, vec![Object::Integer(0), Object::Integer(1)])));
    assert_eq!(settled([&[0], &[0]], &[1]), Ok((1, vec![Object::Integer(1)])), "an empty element goes");
    assert_eq!(settled([&[0], &[0]], &[]), Err(Contradiction));
}

#[test]
fn what_says_that_it_is_a_page_holds_no_tags() {
    for (kind, elements) in [(&b"StructElem"[..], 1), (b"Page", 0), (b"Catalog", 0)] {
        let mut document = Document::with_version("1.7");
        let mut page = Dictionary::new();
        page.set("Type", Object::Name(b"Page".to_vec()));
        let page = document.add_object(page);
        let root = document.add_object(Dictionary::new());
        let mut element = Dictionary::new();
        element.set("Type", Object::Name(kind.to_vec()));
        element.set("S", Object::Name(b"P".to_vec()));
        element.set("Pg", Object::Reference(page));
        element.set("K", Object::Integer(0));
        let element = document.add_object(element);
        let present = Present { pages: BTreeSet::from([page]), ..Present::default() };
        let old = BTreeMap::from([(0, Object::Array(vec![Object::Reference(element)]))]);
        let sound =
            settle(&mut document, root, vec![Object::Reference(element)], &present, &old).expect("no contradiction");
        assert_eq!((sound.elements.len(), sound.parents.len()), (elements, elements), "{kind:?}");
    }
}

#[test]
fn a_mark_of_a_number_that_no_page_has_costs_nothing() {
    assert_eq!(settled([&[0], &[900_000_000]], &[0]), Ok((1, vec![Object::Integer(0)])));
    assert_eq!(settled([&[0], &[-1]], &[0]), Ok((1, vec![Object::Integer(0)])));
}
