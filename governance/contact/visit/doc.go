// Package visit is the unscheduled visits of contact leaders (不定期走访, G4).
//
// A [Visit] is recorded with its tie, within a few days and once a day; what was
// recorded by mistake is voided, and the tie, which counts its visits, is told.
package visit
