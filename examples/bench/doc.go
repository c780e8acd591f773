// Package bench times jinlin beside the floor (what physics allows for the
// same question) and the peer a user would pick instead, all in one run,
// because on a noisy machine only ratios count.
//
// The name of a benchmark ends in its contestant: "floor", "jinlin", or the
// name of the peer; what stands before it is the question:
//
//	BenchmarkDeadline/N=5/floor
//	BenchmarkDeadline/N=5/rickar
//
// Command ratios runs these and the root module's benchmarks and divides.
// The module stays out of go.work: nobody else downloads the peers.
package bench
