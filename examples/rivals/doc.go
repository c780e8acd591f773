// Package rivals has many act at once on institutions, on the memory ledger and on
// SQLite: what must hold of each institution holds whoever comes first. It is
// tests only.
package rivals
