package jinlin_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// goVersion is what every go.mod says: one toolchain for the whole tree.
const goVersion = "1.26.0"

// rootRequires is all that someone who embeds the domain inherits.
var rootRequires = []string{testify, uuids, decimal, "golang.org/x/exp"}

// apart are the modules kept out of go.work: in it, what they require would
// raise the versions that everybody else is built and tested with.
var apart = []string{"examples/bench", "tools"}

// refused are requirements that were weighed and turned down; a new reason
// goes to docs/decisions before a line is taken out here.
var refused = []ban{
	{"github.com/gin-gonic/gin", "net/http's ServeMux routes, and mounts in anybody's server"},
	{"github.com/labstack/echo", "net/http's ServeMux routes, and mounts in anybody's server"},
	{"github.com/gofiber/fiber", "net/http's ServeMux routes, and mounts in anybody's server"},
	{"gorm.io", "SQL is written by hand beside each store: two dialects, dynamic filters"},
	{"entgo.io/ent", "SQL is written by hand beside each store: two dialects, dynamic filters"},
	{"go.uber.org/fx", "a server is assembled in code a reader can follow"},
	{"github.com/spf13/viper", "the standard flag package reads what there is to read"},
	{"go.uber.org/zap", "logs go to a *slog.Logger"},
	{"go.uber.org/mock", "tests use what is real; the memory store is"},
	{"github.com/golang/mock", "tests use what is real; the memory store is"},
	{"github.com/testcontainers", "tests start the system's own binaries: no container engine is needed"},
	{"go.temporal.io", "the lifecycle is the domain; an engine would hold it a second time"},
	{"github.com/riverqueue", "a deadline fires in the transaction of its record"},
	{"github.com/go-playground/validator", "requests are validated from the commands' own description"},
	{"github.com/casbin", "rights are rows of the lifecycle"},
	{"github.com/openfga", "rights are rows of the lifecycle"},
}

// checkModules reads every go.mod and go.work.
func checkModules(t *tree) (faults []string) {
	for dir, text := range t.goMods {
		name := path.Join(dir, "go.mod")
		blame := func(format string, args ...any) {
			faults = append(faults, name+": "+fmt.Sprintf(format, args...))
		}
		mod := parseMod(text)
		if want := path.Join(module, dir); mod.module != want {
			blame("names the module %q; its directory asks for %q", mod.module, want)
		}
		if mod.goLine != goVersion {
			blame("says go %s; all modules say go %s", mod.goLine, goVersion)
		}
		for _, r := range mod.requires {
			if why := unwelcome(dir, r); why != "" {
				blame("requires %s: %s", r.path, why)
			}
			sibling, ours := cutModule(r.path)
			if !ours {
				continue
			}
			if r.version != "v0.0.0" {
				blame("requires %s %s; siblings are required at v0.0.0", r.path, r.version)
			}
			if target, there := mod.replaces[r.path]; !there {
				blame("requires %s without a relative replace, so the proxy would be asked for it", r.path)
			} else if path.Join(dir, target) != sibling {
				blame("replaces %s by %s, which is not where it stands", r.path, target)
			}
		}
		if work, there := t.texts["go.work"]; there {
			uses := slices.Contains(parseUses(work), dir)
			if alone := slices.Contains(apart, dir); alone == uses {
				blame("in go.work: %t, but it should be %t", uses, !alone)
			}
		}
	}
	slices.Sort(faults)
	return faults
}

// unwelcome is why a module may not require something, or "".
func unwelcome(dir string, r requirement) string {
	for _, b := range refused {
		if inside(r.path, b.pkg) && !r.indirect && !slices.Contains(apart, dir) {
			return b.why
		}
	}
	if dir == "." && !r.indirect && !slices.Contains(rootRequires, r.path) {
		return "whoever embeds the domain would inherit it; a third-party requirement begins a module of its own"
	}
	return ""
}

type requirement struct {
	path, version string
	indirect      bool
}

type modFile struct {
	module, goLine string
	requires       []requirement
	replaces       map[string]string
}

// parseMod reads the directives we use, alone or in a block.
func parseMod(text string) modFile {
	mod := modFile{replaces: map[string]string{}}
	for _, d := range directives(text) {
		words, comment, _ := strings.Cut(d, "//")
		w := strings.Fields(words)
		switch {
		case len(w) == 2 && w[0] == "module":
			mod.module = w[1]
		case len(w) == 2 && w[0] == "go":
			mod.goLine = w[1]
		case len(w) == 3 && w[0] == "require":
			mod.requires = append(mod.requires, requirement{w[1], w[2], strings.TrimSpace(comment) == "indirect"})
		case len(w) == 4 && w[0] == "replace" && w[2] == "=>":
			mod.replaces[w[1]] = w[3]
		}
	}
	return mod
}

func parseUses(work string) (dirs []string) {
	for _, d := range directives(work) {
		if w := strings.Fields(d); len(w) == 2 && w[0] == "use" {
			dirs = append(dirs, path.Clean(w[1]))
		}
	}
	return dirs
}

// directives unfolds "verb ( … )" blocks into one "verb …" a line.
func directives(text string) (lines []string) {
	block := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch verb, opens := strings.CutSuffix(line, "("); {
		case line == ")":
			block = ""
		case opens:
			block = verb
		case line != "":
			lines = append(lines, block+line)
		}
	}
	return lines
}
