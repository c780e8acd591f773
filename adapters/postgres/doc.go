// Package postgres keeps a governance ledger in a PostgreSQL database.
package postgres
