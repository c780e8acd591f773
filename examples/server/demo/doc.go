// Package demo fills an empty database with a small district to try the server
// on, and keeps the accounts that are published for it.
//
// The towns and communities are real ones (the national statistical codes of
// one district, 2023 edition); everything below them, and everybody in them, is
// made up from a fixed seed. Nobody has a name: persons are opaque ids.
//
// The accounts are rows of one table, each a level and a place in the district,
// so that every start of the server lists the same ones in the same order.
package demo
