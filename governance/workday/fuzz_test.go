package workday_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// Whatever is typed: notices that keep the rules and survive writing and
// reading, or a typed refusal. Never a panic.
func FuzzParseNotice(f *testing.F) {
	f.Add([]byte(next))
	f.Add([]byte(`[{"year": 2026, "patch": true, "notice": "n", "work": ["2026-09-19"], "plain": ["2026-09-20"]}]`))
	f.Add([]byte(`{"2019": {"notice": "n", "off": ["2019-05-01"], "also": {"m": ["2019-05-01"]}}}`))
	f.Add([]byte(`{"2019": null}`))
	f.Add([]byte(`{"year": null, "YEAR": 1}`))
	f.Add([]byte(`{"+027": {}, "0099": {}, "2027": {"notice": "n", "off": ["2027-02-29", null, ""]}}`))
	f.Add([]byte(`{"2027": {"notice": "n", "off": ["2027-01-01"], "also": {"": ["2027-01-01"], "m": ["x"]}}}`))
	f.Add([]byte(`[{"year": 2027, "patch": true, "notice": "n", "off": ["2026-12-31"], "plain": ["2026-12-31"]}, null]`))
	c := workday.China()
	f.Fuzz(func(t *testing.T, text []byte) {
		notices, err := workday.ParseNotices(text)
		if err != nil {
			var e *workday.InvalidError
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Faults)
			return
		}
		for _, n := range notices {
			require.NoError(t, n.Validate())
			written, err := json.Marshal(n)
			require.NoError(t, err)
			back, err := workday.ParseNotice(written)
			require.NoError(t, err, "%s", written)
			require.Equal(t, len(n.Off)+len(n.Work)+len(n.Plain), len(back.Off)+len(back.Work)+len(back.Plain))
			if loaded, err := c.WithNotice(n); err == nil {
				for _, d := range n.Off {
					require.False(t, loaded.IsWorkday(d) && loaded.Day(d).Notice == n.Number)
				}
			}
		}
	})
}

// Whatever is typed: overlays that keep the rules and can be laid, with the
// meaning they give their days, or a typed refusal.
func FuzzParseOverlays(f *testing.F) {
	f.Add([]byte(`[{"region": "广西", "notice": "n", "issued": "2023-01-01", "off": ["2023-04-23"], "work": ["2027-03-06"], "note": "x"}]`))
	f.Add([]byte(`[{"region": "某区", "off": ["2023-04-23"]}, {"region": "某区", "work": ["2023-04-23"]}]`))
	f.Add([]byte(`[{"region": "某区", "off": ["2023-02-29", "2101-01-01", null]}, null]`))
	f.Add([]byte(`[{"region": "某区", "Off": [], "off": []}]`))
	f.Add([]byte(`null`))
	c := workday.China()
	f.Fuzz(func(t *testing.T, text []byte) {
		overlays, err := workday.ParseOverlays(text)
		if err != nil {
			var e *workday.InvalidError
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Faults)
			require.Nil(t, overlays)
			return
		}
		for _, o := range overlays {
			laid, err := c.WithOverlay(o)
			require.NoError(t, err)
			for _, d := range o.Off {
				require.False(t, laid.IsWorkday(d))
			}
			for _, d := range o.Work {
				require.True(t, laid.IsWorkday(d))
			}
			require.Len(t, laid.Overlays(), 1)
			require.Equal(t, o.Region, laid.Overlays()[0].Region)
		}
	})
}

// Any policy of office hours is kept to the second, survives its JSON, or is
// refused with a typed error.
func FuzzHours(f *testing.F) {
	for _, h := range []workday.Hours{workday.DefaultHours(), workday.XinjiangHours(), nightHours, busyHours} {
		text, err := json.Marshal(h)
		require.NoError(f, err)
		f.Add(text, uint32(40000), uint16(100))
	}
	f.Add([]byte(`{"windows": [{"open": "00:00", "close": "24:00"}], "seasons": [{"from": "02-29", "to": "02-29", "windows": []}]}`), uint32(0), uint16(59))
	f.Add([]byte(`{"windows": [{"open": "23:59:59", "close": "24:00"}]}`), uint32(86399), uint16(1))
	c := workday.China()
	f.Fuzz(func(t *testing.T, text []byte, start uint32, minutes uint16) {
		var h workday.Hours
		if json.Unmarshal(text, &h) != nil {
			return
		}
		kept, err := c.With(workday.Office(h))
		if err != nil {
			var e *workday.InvalidError
			require.ErrorAs(t, err, &e)
			require.NotEmpty(t, e.Faults)
			return
		}
		written, err := json.Marshal(kept.Hours())
		require.NoError(t, err)
		var back workday.Hours
		require.NoError(t, json.Unmarshal(written, &back))
		rewritten, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))

		o := oracle{facts: c.Facts(), hours: h}
		from := civil.Of(2024, 9, 26).Start().Add(time.Duration(start%(86400*12)) * time.Second)
		d := time.Duration(1+minutes%600) * time.Minute
		got, err := kept.AddHours(from, d)
		require.NoError(t, err)
		if got.Due().Sub(from) < 60*24*time.Hour { // further the walk would be long
			want, guess := o.add(from, d)
			require.Equal(t, want, got.Due())
			require.Equal(t, guess, got.Provisional())
		}
		require.Equal(t, d, kept.Between(from, got.Due()))
	})
}

// Any start, any count: the walk of the oracle, or a typed error.
func FuzzDeadline(f *testing.F) {
	c := workday.China()
	o := oracle{facts: c.Facts()}
	f.Add(int64(1727402400), int64(0), 5)
	f.Add(int64(946656000), int64(0), 1)
	f.Add(int64(-1), int64(1), 0)
	f.Fuzz(func(t *testing.T, sec, nsec int64, n int) {
		from := time.Unix(sec, nsec%1e9)
		got, err := c.Deadline(from, n)
		start := civil.DateOf(from)
		var invalid *workday.InvalidError
		var horizon *workday.HorizonError
		switch {
		case start < workday.First || start > workday.Last:
			require.ErrorAs(t, err, &horizon)
			return
		case n < 1:
			require.ErrorAs(t, err, &invalid)
			return
		case errors.As(err, &horizon):
			require.Greater(t, n, c.WorkdaysBetween(start, workday.Last))
			return
		}
		require.NoError(t, err)
		want, guess := o.deadline(start, min(n, 300))
		if n <= 300 {
			require.Equal(t, want, got.Date())
			require.Equal(t, guess, got.Provisional())
		}
		require.Equal(t, n, c.WorkdaysBetween(start, got.Date()))
	})
}

// Any text is a deadline with its mark, which prints as it reads, or refused.
func FuzzDeadlineText(f *testing.F) {
	f.Add(`{"due":"2027-01-04T23:59:59+08:00","provisional":true,"calendar":"cn"}`)
	f.Add(`{"due":"2027-01-04T23:59:59+08:00","provisional":false,"calendar":"cn","calendar":"x"}`)
	f.Add(`2027-01-04T23:59:59+08:00 final cn`)
	f.Fuzz(func(t *testing.T, text string) {
		var d, back workday.Deadline
		if err := d.UnmarshalJSON([]byte(text)); err == nil {
			written, err := json.Marshal(d)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(written, &back))
			require.Equal(t, d, back)
		}
		if err := d.UnmarshalText([]byte(text)); err == nil {
			written, err := d.MarshalText()
			require.NoError(t, err)
			require.NoError(t, back.UnmarshalText(written))
			require.Equal(t, d, back)
		}
	})
}
