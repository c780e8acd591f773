// Command ratios runs the benchmarks of the modules in the directories given
// and prints every contestant's median beside the floor's of the same question.
//
//	go run ./ratios [-count 5] [-bench REGEXP] DIR...
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// floor is the contestant the others are divided by.
const floor = "floor"

// row is one contestant's runs at one question.
type row struct {
	question, name string
	ns             []float64
	allocs         string
	extra          map[string][]float64 // what the benchmark measured itself, by unit
	units          []string             // of extra, in the order of the line
}

func main() {
	count := flag.Int("count", 5, "rounds; the median counts")
	pattern := flag.String("bench", ".", "which benchmarks, as for go test")
	flag.Parse()
	var all bytes.Buffer
	for _, dir := range flag.Args() {
		run := exec.Command("go", "test", "-run", "^$", "-bench", *pattern, "-benchmem", "-count", strconv.Itoa(*count), "./...")
		run.Dir, run.Stderr = dir, os.Stderr
		run.Stdout = io.MultiWriter(os.Stderr, &all)
		if !strings.HasSuffix(dir, "/examples/bench") {
			run.Env = append(os.Environ(), "GOWORK=")
		}
		if err := run.Run(); err != nil {
			fmt.Fprintf(os.Stderr, "ratios: %s: %v\n", dir, err)
			os.Exit(1)
		}
	}
	rows, err := parse(&all)
	if err == nil {
		err = report(os.Stdout, rows)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "ratios:", err)
		os.Exit(1)
	}
}

// line is a result as go test prints it; the number after the last dash of
// the name is GOMAXPROCS, which go test leaves out when it is 1.
var line = regexp.MustCompile(`^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op(?:.*?(\d+) allocs/op)?`)

// parse reads the output of go test -bench, rounds of a contestant together,
// in the order in which they first appear.
func parse(r io.Reader) (rows []*row, err error) {
	at := map[string]*row{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		m := line.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		ns, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return nil, err
		}
		x := at[m[1]]
		if x == nil {
			x = &row{name: m[1]}
			if cut := strings.LastIndexByte(m[1], '/'); cut >= 0 {
				x.question, x.name = m[1][:cut], m[1][cut+1:]
			}
			at[m[1]], rows = x, append(rows, x)
		}
		x.ns, x.allocs = append(x.ns, ns), cmp.Or(m[3], "?")
		x.addExtra(lines.Text())
	}
	return rows, lines.Err()
}

// measured are figures beside the usual three.
var measured = regexp.MustCompile(`\s([\d.]+) (\S+)`)

// addExtra gathers what a benchmark reports besides time and memory, such as a
// ratio taken in turns within one run.
func (x *row) addExtra(text string) {
	for _, m := range measured.FindAllStringSubmatch(text, -1) {
		value, err := strconv.ParseFloat(m[1], 64)
		if err != nil || slices.Contains([]string{"ns/op", "B/op", "allocs/op"}, m[2]) {
			continue
		}
		if x.extra == nil {
			x.extra = map[string][]float64{}
		}
		if !slices.Contains(x.units, m[2]) {
			x.units = append(x.units, m[2])
		}
		x.extra[m[2]] = append(x.extra[m[2]], value)
	}
}

// report writes the questions that have a floor, then what stands alone.
func report(w io.Writer, rows []*row) error {
	floors := map[string]float64{}
	for _, x := range rows {
		if x.name == floor {
			floors[x.question] = x.median()
		}
	}
	slices.SortStableFunc(rows, func(a, b *row) int { return cmp.Compare(a.question, b.question) })
	var err error
	say := func(format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, format, args...)
		}
	}
	question := "\n"
	for _, x := range rows {
		if x.question != question {
			question = x.question
			say("\n%s\n", cmp.Or(question, "(without a floor)"))
		}
		say("  %-24s %14.1f ns/op %6s allocs", x.name, x.median(), x.allocs)
		if base := floors[question]; base > 0 {
			say(" %10.2f × floor", x.median()/base)
		}
		for _, unit := range x.units {
			say("  %.4g %s", median(x.extra[unit]), unit)
		}
		say("\n")
	}
	return err
}

func (x *row) median() float64 { return median(x.ns) }

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}
