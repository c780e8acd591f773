// Package conference is the joint conference (联席会议, G1): convened by a district,
// town or community, with an agenda, the units invited and their attendance.
//
// Whoever is invited raises problems (点题), before or in session; each is a record of
// its own and is followed until whoever raised it confirms that it is solved (销号). It
// is solved on the spot, by a decision, or as a matter to which it is handed over. A
// decision opens its action items as tasks, each with an owner and a day, in the same
// commit, and hears how each ends.
//
// A conference ends when all its problems and decisions have: meetings, problems
// raised and solved, decisions carried out are its figures.
package conference
