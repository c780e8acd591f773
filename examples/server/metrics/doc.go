// Package metrics counts what the server does, for Prometheus. Labels are
// routes as they are written in the code, methods of a fixed list, status
// codes and the configured names of relays: nothing that a caller made up, and nobody's data.
package metrics
