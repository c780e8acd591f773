package scenario

import (
	"embed"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed builtin/*.json
var builtin embed.FS

// Builtin hands out the built-in scenarios.
func Builtin(name string) ([]byte, error) {
	text, err := builtin.ReadFile("builtin/" + name + ".json")
	if err != nil {
		return nil, ErrUnknown
	}
	return text, nil
}

func builtinNames() []string {
	entries, _ := builtin.ReadDir("builtin") // embedded: it is there
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".json")
	}
	slices.Sort(names)
	return names
}

// Beside hands out files of a folder by their names, which end with .json, and the
// built-in scenarios.
func Beside(folder string) Files {
	return func(name string) ([]byte, error) {
		if !fileName(name) {
			return Builtin(name)
		}
		if filepath.IsAbs(name) {
			return os.ReadFile(name)
		}
		return os.ReadFile(filepath.Join(folder, name))
	}
}
