package jinlin_test

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// checks are the rules the repository holds itself to. Each reads a tree and
// returns its faults; planted_test.go proves that each can fail.
var checks = []struct {
	id, rule string
	run      func(*tree) []string
}{
	{"imports", "imports point down only", checkImports},
	{"purity", "the domain does no I/O, reads no clock, draws no lot, starts no goroutine, keeps no global state", checkPurity},
	{"modules", "module files say one Go version, siblings at v0.0.0, and only what may be inherited", checkModules},
	{"package-comment", "every package teaches its model in a package comment", checkPackageComments},
	{"doc", "every exported name and method has a doc comment", checkDocs},
	{"size", "no function over 100 lines, no file over 800", checkSizes},
	{"name", "packages are named for what they hold, files in snake_case", checkNames},
	{"home", "the tree names no place outside itself", checkHome},
}

func TestHouse(t *testing.T) {
	house, err := load(os.DirFS("."))
	require.NoError(t, err)
	for _, c := range checks {
		t.Run(c.id, func(t *testing.T) {
			for _, fault := range c.run(house) {
				t.Errorf("%s\n\trule: %s", fault, c.rule)
			}
		})
	}
}

func checkPackageComments(t *tree) (faults []string) {
	for dir, sources := range t.packages() {
		documented := slices.ContainsFunc(sources, func(s *source) bool {
			return s.file.Doc != nil && strings.TrimSpace(s.file.Doc.Text()) != ""
		})
		if !documented {
			faults = append(faults, dir+": has no package comment; write a doc.go")
		}
	}
	slices.Sort(faults)
	return faults
}

// checkDocs wants a comment on every exported declaration and every exported
// method of an exported type. A group's comment serves its members, a type's
// comment its fields; where those need more, the reader of the change says so.
func checkDocs(t *tree) (faults []string) {
	for _, s := range t.production() {
		for _, d := range s.file.Decls {
			for _, name := range undocumented(d) {
				faults = append(faults, t.at(name, "%s has no doc comment", name.Name))
			}
		}
	}
	return faults
}

func undocumented(d ast.Decl) (names []*ast.Ident) {
	blame := func(id *ast.Ident, comments ...*ast.CommentGroup) {
		bare := !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c != nil })
		if id.IsExported() && bare {
			names = append(names, id)
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if exportedReceiver(d) {
			blame(d.Name, d.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				blame(spec.Name, d.Doc, spec.Doc, spec.Comment)
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					blame(id, d.Doc, spec.Doc, spec.Comment)
				}
			}
		}
	}
	return names
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

const longestFunc, longestFile = 100, 800

func checkSizes(t *tree) (faults []string) {
	for _, s := range t.sources {
		if s.generated {
			continue
		}
		if n := strings.Count(s.text, "\n"); n > longestFile {
			faults = append(faults, t.at(s.file, "has %d lines; a file has at most %d", n, longestFile))
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.FuncDecl, *ast.FuncLit:
				lines := t.fset.Position(n.End()).Line - t.fset.Position(n.Pos()).Line + 1
				if lines > longestFunc {
					faults = append(faults, t.at(n, "is a function of %d lines; at most %d", lines, longestFunc))
				}
			}
			return true
		})
	}
	return faults
}

// vague are package names that say nothing of what a package holds.
var vague = regexp.MustCompile(`^(base|common|core|misc|shared|stuff|test|tests)$|util|helper|manager`)

var snake = regexp.MustCompile(`^[a-z0-9_.]+$`)

func checkNames(t *tree) (faults []string) {
	for _, s := range t.sources {
		for _, name := range []string{s.file.Name.Name, path.Base(s.dir)} {
			if vague.MatchString(name) {
				faults = append(faults, s.path+": the name "+name+" says nothing of what is inside")
			}
		}
		if !snake.MatchString(path.Base(s.path)) {
			faults = append(faults, s.path+": file names are snake_case")
		}
	}
	return faults
}

// foreign are traces of the machine a change was made on. They are put
// together here so that this file does not hold them itself.
var foreign = []string{"/" + "work/", "/" + "Users/", "." + "library/", "/" + "tmp/brief"}

func checkHome(t *tree) (faults []string) {
	for name, text := range t.texts {
		for _, trace := range foreign {
			if before, _, found := strings.Cut(text, trace); found {
				line := strings.Count(before, "\n") + 1
				faults = append(faults, where(name, line)+"names "+trace+", a place outside this tree")
			}
		}
	}
	slices.Sort(faults)
	return faults
}
