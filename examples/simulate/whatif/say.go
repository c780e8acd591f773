package whatif

import (
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// none stands where there is no figure.
var none = governance.Text{Zh: "无", En: "none"}

// said is what people read of a spread.
func (s *Spread) said(places, seeds int, lang string) string {
	return s.written(places, seeds, lang, Amount.Text)
}

// said is what people read of a difference.
func (d *Difference) said(places, seeds int, lang string) string {
	return d.written(places, seeds, lang, func(a Amount, places int) string {
		text := a.Text(places)
		if a.scaled(places) > 0 {
			text = "+" + text
		}
		return text
	})
}

func (s *Spread) written(places, seeds int, lang string, number func(Amount, int) string) string {
	if s.Of == 0 {
		return none.In(lang)
	}
	out := number(s.Median, places)
	if s.Low != s.High {
		out += " (" + number(s.Low, places) + ", " + number(s.High, places) + ")"
	}
	if s.Of < seeds {
		out += fmt.Sprintf(governance.Text{Zh: "（%d个种子）", En: " (%d seeds)"}.In(lang), s.Of)
	}
	return out
}

// counted is in how many seeds a figure moved which way, and whether that is clear.
func (d *Difference) counted(b Better, places int, lang string) string {
	if d.Of == 0 {
		return none.In(lang)
	}
	if d.Up+d.Down == 0 {
		return governance.Text{Zh: "相同", En: "the same"}.In(lang)
	}
	better, worse := b.of(d)
	form := governance.Text{Zh: "好%d 差%d（共%d）", En: "better %d, worse %d (of %d)"}
	if b == Neither {
		form = governance.Text{Zh: "升%d 降%d（共%d）", En: "up %d, down %d (of %d)"}
	}
	out := fmt.Sprintf(form.In(lang), better, worse, d.Of)
	if d.Clear && d.stands(places) {
		out += governance.Text{Zh: " 明显", En: " clear"}.In(lang)
	}
	return out
}

// said is how a scenario is called.
func (s *Side) said() string { return s.Letter + " " + s.Title }

// changed is in what a scenario differs from the first.
func (s *Side) changed(lang string) string {
	if len(s.Changes) == 0 {
		return governance.Text{Zh: "无", En: "nothing"}.In(lang)
	}
	absent := governance.Text{Zh: "（未列）", En: "(not set)"}.In(lang)
	parts := make([]string, len(s.Changes))
	for i, c := range s.Changes {
		parts[i] = fmt.Sprintf("%s %s → %s", c.Label.In(lang), orElse(c.Before, absent), orElse(c.After, absent))
	}
	return strings.Join(parts, governance.Text{Zh: "；", En: "; "}.In(lang))
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// about is what a comparison is of, in a sentence.
func (c *Comparison) about(lang string) string {
	seeds := fmt.Sprint(c.Seeds[0])
	if n := len(c.Seeds); n > 1 {
		seeds += "…" + fmt.Sprint(c.Seeds[n-1])
	}
	return fmt.Sprintf(governance.Text{
		Zh: "期间%s至%s（不含当日）；种子%d个（%s）；来件量%d‰。",
		En: "From %s until %s (not included); %d seeds (%s); arrivals at %d‰.",
	}.In(lang), c.From, c.Until, len(c.Seeds), seeds, c.Scale)
}

// howToRead explains the numbers.
var howToRead = governance.Text{
	Zh: "各情景用同样的种子，遇到同样的居民和事项。数字为各种子结果的中位数，括号内为至少九成种子所在的区间（少于20个种子时为最小值至最大值）。" +
		"差为同一种子下该情景减A；「好」「差」「升」「降」为种子个数。「明显」指符号检验在1%水平上显著（至少需8个种子）：平均每100行无变化的指标中，仍可能有1行误标；按所列位数为零的不标。「无」表示没有分母，无从计算。" +
		"满意率、解决率和用时只算已有结果的事项：积压增多时，迟办、难办的尚无结果，这些数会显得偏好，应与期末在办一并看。工时含期末已排入而未做完的，所以可能超过办公时间。",
	En: "All scenarios run with the same seeds and so meet the same residents and matters. Numbers are medians over the seeds; in parentheses is the interval that holds at least nine tenths of them (with fewer than 20 seeds, least to greatest). " +
		"A difference is the scenario minus A under the same seed; better, worse, up and down count seeds. Clear: the sign test at 1 % (8 seeds at least); of 100 rows in which nothing has changed, one may still be marked; what is nothing as printed is not. None: there is nothing to divide by. " +
		"Satisfaction, solutions and durations are of what has ended: where a backlog grows, what is slow and hard has not ended yet, so these look better than they are; read them beside what is open at the end. Work includes what lies planned at the end, so it may exceed office hours.",
}
