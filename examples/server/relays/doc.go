// Package relays runs the relays of the reference server: one to a broker, where
// it is given one, and one for each webhook subscription. Any number of servers
// on one database may be given the same: of each relay one works at a time.
package relays
