package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

// settings are what the program was told.
type settings struct {
	seed      uint64
	years     int
	scale     thousandths
	jobs      int
	db        string
	divisions string
	format    string
	lang      string
	against   names
	seeds     int
	replay    string
	mapping   string
	watch     bool
	list      bool
	schema    bool
	name      string
}

// names gathers a flag that may be given several times.
type names []string

func (n *names) String() string { return strings.Join(*n, ", ") }

func (n *names) Set(name string) error {
	*n = append(*n, name)
	return nil
}

var errHelp = errors.New("help was asked for")

// thousandths is a number with at most three places, such as 0.1 or 21.
type thousandths int

func (t *thousandths) String() string {
	return strconv.Itoa(int(*t)/1000) + "." + fmt.Sprintf("%03d", int(*t)%1000)
}

func (t *thousandths) Set(text string) error {
	whole, rest, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole + (rest + "000")[:3])
	if err != nil || len(rest) > 3 || n < 1 || n > 1_000_000 {
		return errors.New("a number from 0.001 to 1000 with at most three places is wanted")
	}
	*t = thousandths(n)
	return nil
}

func parse(args []string, out io.Writer) (*settings, error) {
	set := &settings{scale: 1000}
	flags := flag.NewFlagSet("simulate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Uint64Var(&set.seed, "seed", 1, "where all chance begins 种子")
	flags.IntVar(&set.years, "years", 0, "how many years to run; 0: as the scenario says 年数")
	flags.Var(&set.scale, "scale", "arrivals as a multiple of the scenario's, such as 0.1; hands stay as they are 来件倍数")
	flags.IntVar(&set.jobs, "jobs", runtime.NumCPU(), "how much runs at a time; changes nothing but how long it takes 并行数")
	flags.StringVar(&set.db, "db", "", "memory:, sqlite:PATH or postgres://…, to run through the books of an office; none: without storage 存储")
	flags.StringVar(&set.divisions, "divisions", "", "file of the national divisions (csv or csv.gz), for scenarios that play in them 全国区划文件")
	flags.StringVar(&set.format, "format", "md", "md, csv (a row for each unit, figure or case), json, or html (with -against) 输出格式")
	flags.StringVar(&set.lang, "lang", "zh", "zh or en, of what -against prints 语言")
	flags.Var(&set.against, "against", "another scenario to set beside SCENARIO; may be given several times 对比的情景")
	flags.IntVar(&set.seeds, "seeds", 10, "with -against: over how many seeds, from -seed on 对比用的种子数")
	flags.StringVar(&set.replay, "replay", "", "a CSV of cases that were handled elsewhere, or nyc311 or hotline12345, to run through SCENARIO's rules 旧案重演")
	flags.StringVar(&set.mapping, "map", "", "with -replay: the JSON file that says what its columns are 列的对应")
	flags.BoolVar(&set.watch, "check", true, "hold every record to the invariants after every command; costs about a quarter more time 逐条指令核对不变量")
	flags.BoolVar(&set.list, "list", false, "list the built-in scenarios 列出内置情景")
	flags.BoolVar(&set.schema, "schema", false, "print the JSON Schema of scenarios 输出情景的 JSON Schema")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, _ = fmt.Fprintln(out, "simulate [flags] SCENARIO\n\nSCENARIO is a file that ends with .json, or a built-in: "+strings.Join(scenario.Names(), ", "))
		flags.SetOutput(out)
		flags.PrintDefaults()
		return nil, errHelp
	case err != nil:
		return nil, err
	case set.list || set.schema:
		return set, nil
	case flags.NArg() != 1:
		return nil, errors.New("one scenario is wanted: a file, or one of " + strings.Join(scenario.Names(), ", "))
	}
	set.name = flags.Arg(0)
	return set, set.check()
}

func (set *settings) check() error {
	switch {
	case !slices.Contains(formats, set.format) || set.format == "html" && len(set.against) == 0:
		return fmt.Errorf("-format: %q is not md, json or csv, nor html with -against", set.format)
	case set.lang != "zh" && set.lang != "en":
		return fmt.Errorf("-lang: %q is not zh or en", set.lang)
	case set.seeds < 1 || set.seeds > 1000:
		return errors.New("-seeds: 1 to 1000")
	case len(set.against) > 0 && (set.db != "" || set.replay != ""):
		return errors.New("-against: goes without -db and -replay")
	case set.mapping != "" && set.replay == "":
		return errors.New("-map: goes with -replay")
	case set.jobs < 1:
		return errors.New("-jobs: at least 1")
	case set.years < 0 || set.years > 20:
		return errors.New("-years: 1 to 20, or 0")
	}
	return nil
}

var formats = []string{"md", "json", "csv", "html"}

// load reads a scenario.
func (set *settings) load(path string) (*scenario.Scenario, error) {
	folder, name := filepath.Split(path)
	s, err := scenario.Read(name, scenario.Beside(folder))
	if err != nil {
		return nil, err
	}
	if set.years > 0 {
		s.Years = set.years
	}
	return s, nil
}

// faults says an error, with one line for each field at fault.
func faults(err error) string {
	var invalid *governance.InvalidError
	if !errors.As(err, &invalid) {
		return err.Error()
	}
	var b strings.Builder
	for _, f := range invalid.Faults {
		fmt.Fprintf(&b, "%s: %s（%s）\n", f.Path, f.Detail.Zh, f.Detail.En)
	}
	return b.String()
}
