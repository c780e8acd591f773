// Package need is what neighbours can do for somebody (需求), from its posting to its end.
//
// Anyone posts a [Need] at any hour (点单); the poster's own Party organisation checks it
// (核验); the community orders it (下单). While it is open, helpers take it of their own
// accord, each a help of its own. It begins at the agreed time and is done when every
// helper is settled. What nobody took, or nobody came for, goes back to the community,
// which sets another time, turns it into a matter or ends it with the reason: none is
// dropped in silence.
//
// A need that recurs (周期需求) is checked and ordered once; its next occurrence is opened
// when this one begins. Name, telephone and door are identity, shown to those who have
// taken it.
package need
