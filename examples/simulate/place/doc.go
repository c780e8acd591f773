// Package place grows the districts that a scenario plays in: real divisions, and
// compounds, grids, departments and people that are made up (see package synth), with
// one resident in every compound and community who sends what is sent from there.
package place
