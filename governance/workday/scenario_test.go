package workday_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

var update = flag.Bool("update", false, "rewrite the transcripts in testdata/scenario; review them as a diff")

// The scenarios: a line "> command" asks, lines "| …" below it are its text,
// and the lines after them, up to a blank or the next command, are the answer.
// Lines that begin with # tell the reader what to look for.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenario/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 15, "scenarios were lost")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			played := play(t, string(text))
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(played), 0o644))
				return
			}
			require.Equal(t, string(text), played)
		})
	}
}

// play answers every command of a transcript anew and keeps all else.
func play(t *testing.T, text string) string {
	t.Helper()
	s := &scene{t: t, cal: workday.China(), kept: map[string]*workday.Calendar{}}
	var out strings.Builder
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := 0; i < len(lines); {
		line := lines[i]
		i++
		out.WriteString(line + "\n")
		command, asked := strings.CutPrefix(line, "> ")
		if !asked {
			continue
		}
		var body strings.Builder
		for ; i < len(lines) && strings.HasPrefix(lines[i], "| "); i++ {
			out.WriteString(lines[i] + "\n")
			body.WriteString(lines[i][2:] + "\n")
		}
		for i < len(lines) && lines[i] != "" && lines[i][0] != '>' && lines[i][0] != '#' {
			i++ // the answer of old
		}
		if answer := s.run(command, body.String()); answer != "" {
			out.WriteString(strings.TrimSuffix(answer, "\n") + "\n")
		}
	}
	return out.String()
}

// scene is what a scenario works on: one calendar, others put aside by name,
// and the deadline that was answered last.
type scene struct {
	t    *testing.T
	cal  *workday.Calendar
	kept map[string]*workday.Calendar
	last workday.Deadline
}

// commands maps the first word of a command to what it does; the arguments are
// checked by their count.
var commands = map[string]struct {
	args int
	run  func(s *scene, args []string, body string) string
}{
	"without":  {1, (*scene).without},
	"load":     {0, (*scene).load},
	"overlay":  {0, (*scene).overlay},
	"region":   {1, (*scene).region},
	"set":      {2, (*scene).set},
	"keep":     {1, func(s *scene, a []string, _ string) string { s.kept[a[0]] = s.cal; return "" }},
	"use":      {1, func(s *scene, a []string, _ string) string { s.cal = s.kept[a[0]]; return "" }},
	"days":     {2, (*scene).days},
	"sum":      {2, (*scene).sum},
	"due":      {2, (*scene).due},
	"last":     {1, (*scene).lastDay},
	"extend":   {1, (*scene).extend},
	"hours":    {2, (*scene).hours},
	"between":  {2, (*scene).between},
	"warn":     {3, (*scene).warn},
	"changed":  {1, (*scene).changed},
	"moved":    {4, (*scene).moved},
	"write":    {0, (*scene).write},
	"read":     {0, (*scene).read},
	"versions": {1, (*scene).versions},
}

func (s *scene) run(command, body string) string {
	s.t.Helper()
	words := strings.Fields(command)
	c, known := commands[words[0]]
	require.True(s.t, known, "no such command: %s", command)
	require.Len(s.t, words[1:], c.args, command)
	return c.run(s, words[1:], body)
}

// become takes the next calendar, or says in Chinese why there is none.
func (s *scene) become(c *workday.Calendar, err error) string {
	if err != nil {
		return refusal(err)
	}
	s.cal = c
	return ""
}

func refusal(err error) string {
	if e, ok := err.(interface{ Zh() string }); ok {
		return "! " + e.Zh()
	}
	return "! not in Chinese: " + err.Error()
}

func (s *scene) answer(d workday.Deadline, err error) string {
	if err != nil {
		return refusal(err)
	}
	s.last = d
	return told(d)
}

func told(d workday.Deadline) string {
	mark := ""
	if d.Provisional() {
		mark = " 暂定"
	}
	return d.Due().Format(time.DateTime) + " " + weekday(d.Date()) + mark
}

func weekday(d civil.Date) string { return string([]rune("日一二三四五六")[d.Weekday()]) }

func (s *scene) without(args []string, _ string) string {
	c, _ := without(s.t, args[0])
	s.cal = c
	return ""
}

func (s *scene) load(_ []string, body string) string {
	notices, err := workday.ParseNotices([]byte(body))
	if err != nil {
		return refusal(err)
	}
	for _, n := range notices {
		if refused := s.become(s.cal.WithNotice(n)); refused != "" {
			return refused
		}
	}
	return ""
}

func (s *scene) overlay(_ []string, body string) string {
	overlays, err := workday.ParseOverlays([]byte(body))
	if err != nil {
		return refusal(err)
	}
	for _, o := range overlays {
		if refused := s.become(s.cal.WithOverlay(o)); refused != "" {
			return refused
		}
	}
	return ""
}

func (s *scene) region(args []string, _ string) string { return s.become(s.cal.WithRegion(args[0])) }

// set changes one setting: strict, reading, closing, or the office hours.
func (s *scene) set(args []string, body string) string {
	switch name, value := args[0], args[1]; name + " " + value {
	case "strict on", "strict off":
		return s.become(s.cal.With(workday.Strict(value == "on")))
	case "reading all_statutory":
		return s.become(s.cal.With(workday.FallBack(workday.AllStatutory)))
	case "reading fixed_days":
		return s.become(s.cal.With(workday.FallBack(workday.FixedDays)))
	case "closing office":
		return s.become(s.cal.With(workday.ClosingWithOffice()))
	case "hours 新疆":
		return s.become(s.cal.With(workday.Office(workday.XinjiangHours())))
	case "hours text":
		var h workday.Hours
		if err := json.Unmarshal([]byte(body), &h); err != nil {
			return refusal(err)
		}
		return s.become(s.cal.With(workday.Office(h)))
	default:
		require.Equal(s.t, "closing", name)
		var at workday.Clock
		require.NoError(s.t, at.UnmarshalText([]byte(value)))
		return s.become(s.cal.With(workday.ClosingAt(at)))
	}
}

// days tells the days one by one: 班 worked, 休 off, why, and by which document.
func (s *scene) days(args []string, _ string) string {
	var out strings.Builder
	for _, d := range s.cal.Days(civil.MustParse(args[0]), civil.MustParse(args[1])) {
		meaning := "休"
		if d.Working {
			meaning = "班"
		}
		fields := []string{d.Date.String(), weekday(d.Date), meaning, d.Label, d.Notice}
		if d.Provisional {
			fields = append(fields, "暂定")
		}
		out.WriteString(strings.Join(strings.Fields(strings.Join(fields, " ")), " ") + "\n")
	}
	return out.String()
}

func (s *scene) sum(args []string, _ string) string {
	from, to := civil.MustParse(args[0]), civil.MustParse(args[1])
	mark := ""
	if err := s.cal.Known(from, to); err != nil {
		mark = "，" + strings.TrimPrefix(refusal(err), "! ")
	}
	return fmt.Sprintf("%d 个工作日%s", s.cal.WorkdaysBetween(from-1, to), mark)
}

func (s *scene) due(args []string, _ string) string {
	return s.answer(s.cal.DeadlineFrom(civil.MustParse(args[0]), s.number(args[1])))
}

func (s *scene) lastDay(args []string, _ string) string {
	return s.answer(s.cal.OnOrAfter(civil.MustParse(args[0])))
}

func (s *scene) extend(args []string, _ string) string {
	return s.answer(s.cal.Extend(s.last, s.number(args[0])))
}

func (s *scene) hours(args []string, _ string) string {
	return s.answer(s.cal.AddHours(s.instant(args[0]), s.duration(args[1])))
}

func (s *scene) between(args []string, _ string) string {
	return s.cal.Between(s.instant(args[0]), s.instant(args[1])).String()
}

func (s *scene) warn(args []string, _ string) string {
	return s.answer(s.cal.At(s.instant(args[0]), s.instant(args[1]), s.number(args[2])))
}

// changed lists the days that mean something else than under a kept calendar:
// those that turned one by one, those whose mark alone changed by their count.
func (s *scene) changed(args []string, _ string) string {
	before := s.kept[args[0]]
	var out strings.Builder
	marks := 0
	for _, d := range workday.Changed(before, s.cal) {
		switch was, is := before.IsWorkday(d), s.cal.IsWorkday(d); {
		case was == is:
			marks++
		case is:
			fmt.Fprintf(&out, "%v %s 休→班\n", d, weekday(d))
		default:
			fmt.Fprintf(&out, "%v %s 班→休\n", d, weekday(d))
		}
	}
	return out.String() + fmt.Sprintf("仅标记或作息有变 %d 天", marks)
}

// moved asks for the deadline from every start of a span, under a kept calendar
// and under this one, and tells which moved and which way.
func (s *scene) moved(args []string, _ string) string {
	before, n := s.kept[args[0]], s.number(args[3])
	var out strings.Builder
	for d := civil.MustParse(args[1]); d <= civil.MustParse(args[2]); d++ {
		was, err := before.DeadlineFrom(d, n)
		require.NoError(s.t, err)
		is, err := s.cal.DeadlineFrom(d, n)
		require.NoError(s.t, err)
		word := "延后"
		switch {
		case was.Date() == is.Date() && was.Provisional() == is.Provisional():
			continue
		case was.Date() == is.Date():
			word = "改标记"
		case is.Date() < was.Date():
			word = "提前"
		}
		fmt.Fprintf(&out, "%v +%d: %s → %s %s\n", d, n, told(was), told(is), word)
	}
	if out.Len() == 0 {
		return "没有变动"
	}
	return out.String()
}

// write gives the last deadline as JSON and checks that it reads back the same;
// the digest is left out, since any change of a fact changes it.
func (s *scene) write(_ []string, _ string) string {
	text, err := json.Marshal(s.last)
	require.NoError(s.t, err)
	var back workday.Deadline
	require.NoError(s.t, json.Unmarshal(text, &back))
	require.Equal(s.t, s.last, back)
	name, digest, _ := strings.Cut(s.last.Calendar().String(), "+")
	require.Len(s.t, digest, 12)
	return strings.Replace(string(text), name+"+"+digest, name+"+…", 1)
}

func (s *scene) read(_ []string, body string) string {
	var d workday.Deadline
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		return refusal(err)
	}
	return s.answer(d, nil) + " " + d.Calendar().String()
}

// versions tells whether a kept calendar and this one have the same version.
func (s *scene) versions(args []string, _ string) string {
	return strconv.FormatBool(s.kept[args[0]].Version() == s.cal.Version())
}

func (s *scene) number(text string) int {
	n, err := strconv.Atoi(text)
	require.NoError(s.t, err)
	return n
}

// instant reads 2024-09-27T10:00:00 as the wall clock at +08:00.
func (s *scene) instant(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04:05", text, civil.Zone)
	require.NoError(s.t, err)
	return at
}

func (s *scene) duration(text string) time.Duration {
	d, err := time.ParseDuration(text)
	require.NoError(s.t, err)
	return d
}
