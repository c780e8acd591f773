// Package governance is the law of the house: what every institution of
// neighbourhood governance has in common, written once.
//
// # The model
//
// An institution keeps records of one kind (a matter, a conference, a
// mediation). Its whole life is a table of rows, an [Institution]'s [Table]:
//
//	in these phases, this command, by this authority, leads to one of those phases
//
// Each row has two halves: one may refuse and changes nothing, the other
// changes the record and cannot refuse. The [Lifecycle] runs the table; it reads
// no clock, no storage and no chance. All that a decision may look at besides
// the record is its [Moment], and all it asks for beyond the record (commands
// for other records, claims) are values that it leaves there.
//
// A [Book] gives commands to records of one institution: it loads the record,
// lets time act on it, decides, and commits everything or nothing to the
// [Ledger]. Books are assembled into an [Office], where further commands find
// their way between institutions. With its type erased a book is a [Shelf]; all
// shelves look alike, and routes, documents, diagrams and consoles are made from
// their [Description].
//
// # What derives from the rows
//
// Rights ([Authority]), what one may do next ([Action]), on whose desk a record
// lies, who may see it ([Share]), which deadlines run ([Deadline], [Limit]), what
// time does by itself ([Wake]), forms and their checks ([FieldSpec]), diagrams
// and pages ([Description.Mermaid], [Description.Markdown]).
//
// What most records have in common is said in a word: [Table.Timed] and [Table.Kept]
// add the standard rows, [ByUnitOf] and its kin read an authority from a field, [Seen]
// makes an audience of authorities, a [Reason] says the same in every command, and
// [Faults] knows what is asked of a day, a unit or a list time and again.
//
// # What never bends
//
// Every change is an [Entry] of a history that shows any tampering ([Verify])
// and rebuilds every earlier version ([Rebuild]). Personal data stands apart
// ([Personal]): history holds salted digests, so that erasing leaves it whole.
// Refusals are typed and lose nothing: see [NotFoundError], [ConflictError],
// [NotAllowedError], [ForbiddenError], [InvalidError].
package governance
