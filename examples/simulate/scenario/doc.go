// Package scenario is what a simulation is told (情景): a JSON file that says which
// district, what is reported when, who works with how many hands, how people behave
// and by which policy.
//
// The model: a [Scenario] is whole or it extends another one, a built-in or a file
// beside it, and then names only what differs; lists and tables are replaced, objects
// are merged (RFC 7396). So a what-if is a few lines:
//
//	{"extends": "founding", "title": "即办清单三天", "policy": {"limits": {"immediate": 3}}}
//
// Everything is whole numbers: chances in thousandths (‰), weights in any unit,
// durations in minutes, and a spread of durations as a list whose neighbours bound
// equally likely parts ([10, 20, 60]: half of them take 10 to 20 minutes, half 20 to
// 60). Every field has its Chinese meaning beside it, from which [Schema] and the
// documentation are written. What is wrong with a file is named field by field
// ([Read]).
package scenario
