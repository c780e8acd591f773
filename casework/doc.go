// Package casework is a resident's matter (居事) from the report to the closed
// loop, on the law of package governance.
//
// A matter is reported, checked by the sender's own organisation, and either
// handled by the community or compound or whistled (吹哨). The town of the
// place reports in (报到) and handles it, or escalates it; the centre sorts
// what is beyond towns into three lists and dispatches it to departments. What
// a unit says is done is checked, answered to the person, posted on the board
// and rated by the whistler and the sender; then the matter is closed.
//
// The whole of it is one table: [Table] lists the rows, each with its source
// and its sentence. The methods beside it are the two halves of each row: a can
// method may refuse and changes nothing, the other changes the matter and
// cannot refuse. Numbers and choices that a district may set stand in [Policy].
//
// Three institutions live here: the matter ([Case]); the inquiry ([Inquiry]),
// which may turn into a matter; and the sample ([Sample]), which is drawn of what
// has passed and may bring it back. They share one policy and its tree of
// categories.
package casework
