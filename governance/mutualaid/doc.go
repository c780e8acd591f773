// Package mutualaid is neighbours' help (邻里搭把手, G7): anyone may start, anyone may
// join (人人可发起、人人可参与).
//
// A unit, an organisation, a member or a resident posts a need at any hour (点单);
// the poster's own Party organisation checks it (核验); the community orders it
// (下单); whoever is able and near takes it of their own accord (接单), a help
// each: the town of the place, on-the-job members, neighbours. They report in at
// the agreed time and place (报到), say when they are done, and the poster confirms
// and rates it: with that the time they gave is credited, once. Who does not come
// was a no-show (爽约); until the agreed time a helper may step back and the poster
// may call it off.
//
// Nobody is assigned. The question "openings" lists what is open with the reasons
// why it might be for the asker: how near it is to their home, and which of the
// skills it wants they have. A need that nobody took, or that nobody came for, goes
// back to the community, which sets another time, turns it into a matter or ends it
// with the reason: none is dropped in silence. A need that is more than neighbours
// can do is turned into a matter in one commit.
//
// A need that recurs (周期需求) is checked and ordered once; its next occurrence is
// opened when this one begins.
//
// Who reads about a need sees what it is and where; name, telephone and door are
// identity, and shown to those who have taken it.
//
// Needs are package need, helps package help; package matching explains the openings.
package mutualaid
