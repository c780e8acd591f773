// Package sqlite keeps a governance ledger in one SQLite file.
package sqlite
