package jinlin_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// reach is a set of names of a package that pure code may import but not use.
type reach struct {
	pkg, names, why string
}

var reaches = []reach{
	{"time", "Now Since Until", "the domain reads no clock: the time comes in with the Moment"},
	{"time", "Sleep After AfterFunc NewTimer NewTicker Tick", "the domain waits for nobody: it says when it wants to be woken"},
	{"time", "LoadLocation Local", "the zone is a fixed +08:00 value: loading one is I/O, and the machine's is anybody's"},
	{"fmt", "Print Printf Println Scan Scanf Scanln", "the domain does no I/O: return the text or take an io.Writer"},
	{uuids, "New NewString NewRandom NewUUID NewV6 NewV7", "new ids come in reserved; those of further records are derived (NewSHA1)"},
	{decimal, "DivisionPrecision MarshalJSONWithoutQuotes", "this is one variable for the whole process, an embedder's code included: say the rounding (DivRound)"},
}

// checkPurity looks for what the import table cannot see. It type-checks
// every pure package with its imports left open, which is enough to tell a
// package's name from a variable's and a global from a local.
func checkPurity(t *tree) (faults []string) {
	for dir, sources := range t.packages() {
		if row, _, _ := floorOf(dir); !row.pure {
			continue
		}
		info := resolve(t.fset, dir, sources)
		for _, s := range sources {
			ast.Inspect(s.file, func(n ast.Node) bool {
				if n != nil {
					faults = append(faults, impurities(t, info, n)...)
				}
				return true
			})
		}
	}
	slices.Sort(faults)
	return faults
}

func resolve(fset *token.FileSet, dir string, sources []*source) *types.Info {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Error: func(error) {}} // imports stay open on purpose
	var files []*ast.File
	for _, s := range sources {
		files = append(files, s.file)
	}
	_, _ = conf.Check(dir, fset, files, info)
	return info
}

func impurities(t *tree, info *types.Info, n ast.Node) (faults []string) {
	blame := func(format string, args ...any) { faults = append(faults, t.at(n, format, args...)) }
	switch n := n.(type) {
	case *ast.GoStmt:
		blame("starts a goroutine: the domain runs when called and ends when it returns")
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			blame("has an init function: whatever needs setting up is a value somebody builds")
		}
	case *ast.SelectorExpr:
		if why := reached(info, n); why != "" {
			blame("uses %s: %s", types.ExprString(n), why)
		}
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && isBuiltin(info, id, "print", "println") {
			blame("calls %s: the domain does no I/O", id.Name)
		}
		if id, ok := n.Fun.(*ast.Ident); ok && isBuiltin(info, id, "delete", "clear", "copy") {
			faults = append(faults, t.global(info, n.Args[0])...)
		}
	case *ast.AssignStmt:
		for _, left := range n.Lhs {
			faults = append(faults, t.global(info, left)...)
		}
	case *ast.IncDecStmt:
		faults = append(faults, t.global(info, n.X)...)
	}
	return faults
}

func reached(info *types.Info, n *ast.SelectorExpr) string {
	id, ok := n.X.(*ast.Ident)
	if !ok {
		return ""
	}
	name, ok := info.Uses[id].(*types.PkgName)
	if !ok {
		return ""
	}
	for _, r := range reaches {
		if r.pkg == name.Imported().Path() && slices.Contains(strings.Fields(r.names), n.Sel.Name) {
			return r.why
		}
	}
	return ""
}

func isBuiltin(info *types.Info, id *ast.Ident, names ...string) bool {
	_, builtin := info.Uses[id].(*types.Builtin)
	return builtin && slices.Contains(names, id.Name)
}

// global blames a write whose target begins at a variable of the package.
// Writes through a pointer or a returned alias pass: syntax cannot see them.
func (t *tree) global(info *types.Info, target ast.Expr) []string {
	for {
		switch x := target.(type) {
		case *ast.IndexExpr:
			target = x.X
		case *ast.SelectorExpr:
			target = x.X
		case *ast.StarExpr:
			target = x.X
		case *ast.ParenExpr:
			target = x.X
		case *ast.Ident:
			v, ok := info.Uses[x].(*types.Var)
			if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
				return nil
			}
			return []string{t.at(x, "writes to the package's variable %s: tables are read-only, state has an owner", x.Name)}
		default:
			return nil
		}
	}
}
