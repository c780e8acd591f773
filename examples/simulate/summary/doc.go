// Package summary writes what came of a simulation for people (结果): as Markdown in
// Chinese, as CSV with a row for each unit, or as JSON with everything.
package summary
