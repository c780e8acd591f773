package jinlin_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// module is the root of every import path of ours: a nested module's path is
// this one and its directory, so a directory and an import path are one thing.
const module = "github.com/jinlin-project/jinlin"

// source is one parsed Go file.
type source struct {
	path, dir string
	file      *ast.File
	text      string
	test      bool
	generated bool
}

// tree is a whole repository as the checks see it: the real one, or one of a
// few lines in which a fault was planted.
type tree struct {
	fset    *token.FileSet
	sources []*source
	goMods  map[string]string // text of every go.mod by its directory
	texts   map[string]string // every text file by its path
}

// load reads a repository. Directories the go command passes over (testdata,
// and names with a dot or an underscore in front) hold texts but no sources.
func load(fsys fs.FS) (*tree, error) {
	t := &tree{fset: token.NewFileSet(), goMods: map[string]string{}, texts: map[string]string{}}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p == ".git" || p == "bin" {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || strings.HasPrefix(path.Base(p), "jinlin.db") {
			return nil
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		return t.add(p, text)
	})
	return t, err
}

func (t *tree) add(p string, text []byte) error {
	if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
		return nil // not text
	}
	t.texts[p] = string(text)
	if path.Base(p) == "go.mod" {
		t.goMods[path.Dir(p)] = string(text)
	}
	if path.Ext(p) != ".go" || hidden(p) {
		return nil
	}
	file, err := parser.ParseFile(t.fset, p, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	t.sources = append(t.sources, &source{
		path: p, dir: path.Dir(p), file: file, text: string(text),
		test: strings.HasSuffix(p, "_test.go"), generated: ast.IsGenerated(file),
	})
	return nil
}

func hidden(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(name string) bool {
		return name == "testdata" || name == "vendor" || name[0] == '.' || name[0] == '_'
	})
}

// production returns the sources that are neither tests nor generated.
func (t *tree) production() []*source {
	return slices.DeleteFunc(slices.Clone(t.sources), func(s *source) bool { return s.test || s.generated })
}

// packages returns the production sources by directory.
func (t *tree) packages() map[string][]*source {
	byDir := map[string][]*source{}
	for _, s := range t.production() {
		byDir[s.dir] = append(byDir[s.dir], s)
	}
	return byDir
}

// at says where a node stands, in the form editors jump to.
func (t *tree) at(n ast.Node, format string, args ...any) string {
	p := t.fset.Position(n.Pos())
	return where(p.Filename, p.Line) + fmt.Sprintf(format, args...)
}

func where(file string, line int) string { return fmt.Sprintf("%s:%d: ", file, line) }

// inside reports whether dir is top or lies below it.
func inside(dir, top string) bool {
	return top == "." || dir == top || strings.HasPrefix(dir, top+"/")
}

// plant builds a small repository of the files given and loads it.
func plant(t *testing.T, files map[string]string) *tree {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	planted, err := load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return planted
}
