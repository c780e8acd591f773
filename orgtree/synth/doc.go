// Package synth grows a district (合成区) for demonstrations, simulations and
// tests: it takes the divisions of a real one, down to its communities, and adds
// what is not public: compounds, buildings, lanes, grids, departments, the
// centre, the Party chain, other bodies, posts and persons.
//
// The model: a [Size] says how much of everything there is in the whole
// district; [District] deals it out over the communities, in order of their
// codes, as evenly as whole numbers allow. Names of places and ids of persons
// come from a seed. Equal seeds, sizes and divisions give equal organisations,
// byte for byte, on every machine and in every version that says so.
//
// Codes follow the national ones: a compound has its community's and three
// digits (350205001001 and 001), a building three more, a lane three digits from
// 901 on; a grid has its community's and G01, a department its district's and
// D01, the centre C00, a Party organisation P and the code of where it stands.
// Persons are opaque ids in the form of a UUID; nobody has a name.
package synth
