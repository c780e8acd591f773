// Package help is one person's part in a need (接单).
//
// A [Help] is opened when somebody takes a need. They report in at the agreed time and
// place (报到) and say when they are done; the poster, or the community for them,
// confirms and rates it: with that the time they gave is credited, once, to them and to
// the need. Who does not come was a no-show (爽约); until the agreed time they may step
// back. A helper never judges their own help.
package help
