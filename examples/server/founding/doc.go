// Package founding reads the file from which a district is founded: its units
// and Party organisations, its persons, who holds which post, and who has an
// account.
//
// What stands in the file are the values of package orgtree, written as the
// commands of the organisation take them over HTTP; whoever knows the one knows
// the other. One day holds for everything that gives none of its own. Nobody has
// a name in it, only an opaque id, and no account has a password: those are made
// up when the district is founded, and told once.
//
//	{
//	  "day": "2024-01-01",
//	  "units": [{"code": "990101", "name": "示范区", "kind": "district"}, …],
//	  "persons": [{"id": "p-001", "member": true, "home": "P990101"}, …],
//	  "posts": [{"id": "t-001", "kind": "centre-clerk", "unit": "990101C00", "person": "p-001"}, …],
//	  "accounts": [{"account": "centre", "person": "p-001"}, …]
//	}
//
// The file is read strictly and judged by the same rules as any later change.
// Everything that is wrong is named at once, by path and line and never by its
// value. Besides what a tree must satisfy, a file has one district and nothing
// above it, whoever holds a post or an account stands among its persons, and
// somebody with an account can keep the district: otherwise nobody ever could.
package founding
