package replay

import (
	"embed"
	"slices"
	"strings"
)

//go:embed builtin/*.json builtin/*.csv
var builtin embed.FS

// Names lists the built-in examples. Their rows are made up, in the layout of public
// data.
func Names() []string {
	entries, _ := builtin.ReadDir("builtin") // embedded: it is there
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Builtin hands out a built-in example: its rows and its mapping, or ok false for a
// name that is none.
func Builtin(name string) (csv, mapping []byte, ok bool) {
	if !slices.Contains(Names(), name) {
		return nil, nil, false
	}
	csv, _ = builtin.ReadFile("builtin/" + name + ".csv") // embedded: they are there
	mapping, _ = builtin.ReadFile("builtin/" + name + ".json")
	return csv, mapping, true
}
