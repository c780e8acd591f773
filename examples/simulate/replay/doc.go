// Package replay runs cases that were handled elsewhere through the rules (旧案重演):
// which deadlines and scores would they have had here?
//
// The model: somebody's open data is a CSV file, and a [Mapping] says which of its
// columns is what, and what their categories, places and departments are among ours.
// Everything else of the file is passed over: what is not mapped is not read. Each row
// is one matter, and goes its [way] through the real lifecycle at the instants that the
// file records. Where the file is silent an [Assumption] stands in, which is a row with
// an id and a sentence and counts how often it was made; nothing is assumed besides
// them. A row that cannot be read, or that the rules refuse, is named by line and
// column and counts nowhere.
//
// A row is judged by itself and forgotten, so memory grows with units, quarters and
// faults, and not with rows, but for the hashes of their ids by which one that is
// repeated is seen, some twenty bytes each. The order of the rows changes no figure,
// unless an id is repeated: then the first row counts.
package replay
