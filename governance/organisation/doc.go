// Package organisation keeps the tree of units, posts and persons (组织机构) as a
// record under the law: every change is a command with its right, its entry and
// its day, and other decisions are bound to the version they were made upon.
//
// The document is keyed by unit code, post id and person id, so that an entry
// holds only what changed. A change costs as much as the organisation is large,
// which is fine for what changes a few times a day; reading it costs nothing:
// [Directory] keeps the built tree and folds newer entries into it.
package organisation
