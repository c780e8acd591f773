// Package contact ties leaders to communities and compound branches (挂钩联系, G4):
// the members of the district's standing committee first, then other leaders.
//
// A [Tie] is one leader's term at one unit, from a day to a day. The leader goes
// there unscheduled (不定期走访), each time a visit is recorded. What comes up is a problem: it
// is raised, analysed and solved (点题、破题、解题), and nobody lets go of it before: where
// it needs more than leader and unit it is passed on to another institution, which
// tells it how that ended, and the leader judges. When a leader is relieved, the
// successor takes over every problem that is open; a term that runs out leaves them
// where they are until somebody does.
package contact
