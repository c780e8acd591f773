// Package settings reads what the server is told at its start: flags, and for
// each flag an environment variable (JINLIN_ADDR for -addr) that the flag
// overrides.
package settings
