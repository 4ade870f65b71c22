'use strict';
(() => {
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const LANE = 9;
  const PRINTED_WIDTH = 900;
  /** Places drawn as one where there is less room than this for each, in pixels. */
  const ROOM = 2.5;
  const TOGETHER = [1, 2, 3, 6, 12, 24, 48, 72, 144, 288, 1000];
  const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  const root = document.documentElement;
  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const readable = value => (Math.abs(value) >= 1000 ? whole : figures).format(value);

  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const button = (label, action) => {
    const element = make('button', '', label);
    element.type = 'button';
    element.addEventListener('click', action);
    return element;
  };

  const swatch = name => {
    const element = make('i', 'swatch');
    element.style.setProperty('--colour', `var(--${name})`);
    element.setAttribute('aria-hidden', 'true');
    return element;
  };

  /** Local time of the chart's zone, as a date of the browser's. */
  const clock = offsets => seconds => {
    let offset = offsets[0][1];
    for (const [from, then] of offsets) if (seconds >= from) offset = then;
    const utc = new Date((seconds + offset) * 1000);
    return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(),
      utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds());
  };

  const two = value => String(value).padStart(2, '0');
  const hour = date => `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = date => `${DAYS[date.getDay()]} ${date.getDate()} ${MONTHS[date.getMonth()]}`;
  const length = seconds => (seconds < 7200 ? `${seconds / 60} minutes` : seconds < 172800 ? `${+(seconds / 3600).toFixed(1)} hours` : `${+(seconds / 86400).toFixed(1)} days`);
  const short = date => `${date.getDate()} ${MONTHS[date.getMonth()]}`;

  class Chart {
    constructor(figure, data) {
      this.figure = figure;
      this.data = data;
      this.local = clock(data.offsets);
      this.plot = figure.querySelector('.plot');
      const length = Math.max(...data.series.map(series => series.values.length));
      this.length = length;
      this.all = [data.start, data.start + length * data.step];
      this.range = [...this.all];
      this.views = new Map();
      this.shown = new Map(data.series.map(series => [series.key, series.shown]));
      this.controls();
      this.draw();
      let width = this.width();
      new ResizeObserver(() => {
        if (this.width() === width || root.classList.contains('printing')) return;
        width = this.width();
        this.draw();
      }).observe(figure);
    }

    width() {
      return root.classList.contains('printing') ? PRINTED_WIDTH : Math.floor(this.figure.clientWidth);
    }

    /** Times and values with so many places taken together as their mean; a chart of a month would be a blot of peaks otherwise. */
    view(together) {
      if (!this.views.has(together)) {
        const length = Math.ceil(this.length / together);
        const mean = values => Array.from({ length }, (_, i) => {
          const some = values.slice(i * together, (i + 1) * together).filter(value => value !== null);
          return some.length ? some.reduce((sum, value) => sum + value, 0) / some.length : null;
        });
        this.views.set(together, {
          together,
          times: Array.from({ length }, (_, i) => this.data.start + i * together * this.data.step),
          values: this.data.series.map(series => (together === 1 ? series.values : mean(series.values))),
        });
      }
      return this.views.get(together);
    }

    /** What to draw in this range and width. Steps begin where their place does, lines go through the middles. */
    table() {
      const places = (this.range[1] - this.range[0]) / this.data.step;
      const fits = TOGETHER.find(together => places / together * ROOM <= this.width());
      this.now = this.view(fits || TOGETHER[TOGETHER.length - 1]);
      return [this.now.times, ...this.now.values.map((values, i) => (this.data.series[i].kind === 'REPLICAS'
        ? values.map(n => (n === null ? null : n * this.data.perReplica)) : values))];
    }

    /** What can be shown and hidden above the chart, what moves the window below it. */
    controls() {
      const keys = make('div', 'keys');
      keys.setAttribute('role', 'group');
      keys.setAttribute('aria-label', 'Lines shown');
      for (const key of this.shown.keys()) {
        const toggle = button('', () => {
          this.shown.set(key, !this.shown.get(key));
          toggle.setAttribute('aria-pressed', this.shown.get(key));
          this.draw();
        });
        toggle.append(swatch(this.data.series.find(series => series.key === key).colour), key);
        toggle.setAttribute('aria-pressed', this.shown.get(key));
        keys.append(toggle);
      }
      this.plot.before(keys);
      this.overview = make('div', 'overview plot');
      this.overview.setAttribute('aria-hidden', 'true');
      this.window = make('span', 'window');
      this.window.setAttribute('aria-live', 'polite');
      const by = (share, zoom) => () => this.move(share, zoom);
      this.widen = [button('Zoom out', by(0, 2)), button('← Earlier', by(-.5, 1)), button('Later →', by(.5, 1)),
        button('Whole time', () => this.zoom(...this.all))];
      const tools = make('div', 'tools');
      tools.append(button('Zoom in', by(0, .5)), ...this.widen, this.window);
      this.plot.after(this.overview, tools);
    }

    move(share, zoom) {
      const [from, to] = this.range;
      const middle = (from + to) / 2 + share * (to - from);
      this.zoom(middle - (to - from) * zoom / 2, middle + (to - from) * zoom / 2);
    }

    /** Shows the time from one second to another, or the nearest to it that there is. */
    zoom(from, to) {
      const [first, last] = this.all;
      const width = Math.min(Math.max(to - from, Math.min(12 * this.data.step, last - first)), last - first);
      const start = Math.min(Math.max((from + to) / 2 - width / 2, first), last - width);
      this.range = [start, start + width];
      const before = this.now;
      const table = this.table();
      if (this.now !== before) this.main.setData(table, false);
      this.main.setScale('x', { min: start, max: start + width });
      this.showWindow();
    }

    showWindow() {
      const [from, to] = this.range;
      const isWhole = to - from >= this.all[1] - this.all[0];
      this.widen.forEach(one => { one.disabled = isWhole; });
      const [begin, end] = [this.local(from), this.local(to - 1)];
      const isOneDay = day(begin) === day(end);
      const isWholeDays = hour(begin) === '00:00' && hour(this.local(to)) === '00:00';
      this.window.textContent = isOneDay
        ? `${day(begin)} ${end.getFullYear()}${isWholeDays ? '' : `, ${hour(begin)} to ${hour(this.local(to))}`}`
        : `${day(begin)} to ${day(end)} ${end.getFullYear()}`;
      if (this.now.together > 1) {
        this.window.textContent += ` · means of ${length(this.now.together * this.data.step)}; zoom in for more`;
      }
      const left = this.small.valToPos(from, 'x');
      const right = this.small.valToPos(to, 'x');
      this.small.setSelect({ left, top: 0, width: isWhole ? 0 : right - left, height: this.small.over.clientHeight }, false);
    }

    /** From nothing, with the colours and the width of now. */
    draw() {
      if (this.main) this.main.destroy();
      if (this.small) this.small.destroy();
      this.lanes = this.data.series.filter(series => series.short && this.shown.get(series.key));
      this.main = new uPlot(this.options(), this.table(), this.plot);
      const first = kind => this.data.series.findIndex(series => series.kind === kind);
      const load = [first('LOAD'), first('UPPER_EDGE'), 0].find(at => at >= 0);
      const { times, values } = this.view(TOGETHER.find(together => this.length / together <= this.width()) || 1000);
      this.small = new uPlot(this.overviewOptions(), [times, values[load]], this.overview);
      this.touch(this.main.over);
      this.showWindow();
    }

    options() {
      const narrow = this.width() < 560;
      const { perReplica, unit } = this.data;
      const axis = { stroke: colour('soft'), font: FONT, grid: { stroke: colour('grid'), width: 1 }, ticks: { show: false } };
      const above = this.lanes.length ? this.lanes.length * (LANE + 3) + 8 : 10;
      return {
        width: this.width(),
        height: (narrow ? 300 : 380) + above,
        padding: [above, narrow ? 4 : 8, 0, 0],
        legend: { show: false },
        tzDate: this.local,
        cursor: { drag: { x: true, y: false, setScale: false, dist: 6 }, y: false, points: { show: false } },
        scales: {
          x: { range: () => this.range },
          y: { range: (_, min, max) => [0, (max || 1) * 1.06] },
          replicas: { from: 'y', range: (_, min, max) => [min / perReplica, max / perReplica] },
        },
        axes: [
          { ...axis, values: (_, splits) => this.ticks(splits), space: narrow ? 52 : 64, size: 40 },
          { ...axis, values: (_, splits) => splits.map(readable), size: narrow ? 44 : 58,
            label: narrow ? undefined : unit || 'demand', labelFont: FONT, labelSize: 20 },
          { ...axis, side: 1, scale: 'replicas', grid: { show: false }, size: narrow ? 30 : 40, space: 34,
            values: (_, splits) => splits.map(n => (Number.isInteger(n) ? whole.format(n) : '')),
            label: narrow ? undefined : 'replicas', labelFont: FONT, labelSize: 20 },
        ],
        series: [{}, ...this.data.series.map(series => this.line(series))],
        bands: this.data.series.flatMap((series, i) =>
          series.kind === 'UPPER_EDGE' ? [{ series: [i + 1, i], fill: this.faint(series.colour) }] : []),
        hooks: {
          draw: [u => this.drawLanes(u), u => this.drawMarks(u)],
          setCursor: [u => this.readOut(u)],
          setSelect: [u => {
            const { left, width } = u.select;
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            if (width > 0) this.zoom(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
          }],
          ready: [u => {
            this.readout = make('div', 'readout');
            u.over.append(this.readout);
            u.over.addEventListener('dblclick', () => this.zoom(...this.all));
          }],
        },
      };
    }

    faint(name) {
      return colour(name) + '33';
    }

    line(series) {
      const edge = series.kind === 'LOWER_EDGE' || series.kind === 'UPPER_EDGE';
      return {
        show: this.shown.get(series.key),
        stroke: edge ? colour(series.colour) + '88' : colour(series.colour),
        width: series.kind === 'REPLICAS' ? 1.75 : edge ? 1 : 1.5,
        paths: series.kind === 'REPLICAS' ? uPlot.paths.stepped({ align: 1 }) : undefined,
        points: { show: false },
      };
    }

    ticks(splits) {
      let before = '';
      return splits.map((seconds, i) => {
        const date = this.local(seconds);
        const isDay = splits.length > 1 && splits[1] - splits[0] >= 86400;
        if (isDay) return short(date);
        const today = day(date);
        const text = today === before ? hour(date) : `${hour(date)}\n${short(date)}`;
        before = today;
        return text;
      });
    }

    /** One lane for each line of capacity, red where it was short. */
    drawLanes(u) {
      const { ctx, bbox } = u;
      const ratio = devicePixelRatio;
      const step = this.data.step;
      this.lanes.forEach((series, i) => {
        const top = bbox.top - (this.lanes.length - i) * (LANE + 3) * ratio - 2 * ratio;
        ctx.fillStyle = colour('lane');
        ctx.fillRect(bbox.left, top, bbox.width, LANE * ratio);
        ctx.fillStyle = colour(series.colour);
        ctx.fillRect(bbox.left - 14 * ratio, top, LANE * ratio, LANE * ratio);
        // The fuller of shortage a column of pixels is, the redder: over weeks a lane would be red all through otherwise.
        const column = 2 * ratio;
        const minutes = new Float64Array(Math.ceil(bbox.width / column));
        for (const [place, lacking] of series.short) {
          const from = (u.valToPos(this.data.start + place * step, 'x', true) - bbox.left) / column;
          const to = (u.valToPos(this.data.start + (place + 1) * step, 'x', true) - bbox.left) / column;
          for (let at = Math.max(Math.floor(from), 0); at < Math.min(to, minutes.length); at++) {
            minutes[at] += lacking * (Math.min(to, at + 1) - Math.max(from, at)) / (to - from);
          }
        }
        const most = (this.range[1] - this.range[0]) / 60 * column / bbox.width;
        ctx.save();
        ctx.fillStyle = colour('short');
        minutes.forEach((lacking, at) => {
          if (lacking === 0) return;
          ctx.globalAlpha = Math.min(1, .12 + 6 * lacking / most);
          ctx.fillRect(bbox.left + at * column, top, Math.min(column, bbox.width - at * column), LANE * ratio);
        });
        ctx.restore();
      });
    }

    drawMarks(u) {
      const { ctx, bbox } = u;
      ctx.save();
      ctx.font = FONT.replace('12px', 12 * devicePixelRatio + 'px');
      ctx.textBaseline = 'top';
      ctx.strokeStyle = ctx.fillStyle = colour('ink');
      ctx.lineWidth = devicePixelRatio;
      for (const mark of this.data.marks) {
        const x = Math.round(u.valToPos(mark.at, 'x', true));
        if (x < bbox.left || x > bbox.left + bbox.width) continue;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        const room = ctx.measureText(mark.label).width + 5 * devicePixelRatio;
        const fits = x + room < bbox.left + bbox.width;
        ctx.textAlign = fits ? 'left' : 'right';
        ctx.fillText(mark.label, x + (fits ? 5 : -5) * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
      }
      ctx.restore();
    }

    readOut(u) {
      const { left, top, idx } = u.cursor;
      const box = this.readout;
      if (!box) return;
      if (idx === null || idx === undefined || left < 0) {
        box.style.display = 'none';
        return;
      }
      const date = this.local(this.now.times[idx]);
      const { together } = this.now;
      box.replaceChildren(make('b', '', `${day(date)} ${hour(date)}`));
      this.data.series.forEach((series, i) => {
        const value = this.now.values[i][idx];
        if (!this.shown.get(series.key) || value === null || value === undefined) return;
        const row = make('div', '');
        row.append(swatch(series.colour), `${series.label} `);
        if (series.kind === 'REPLICAS') {
          row.append(`${readable(value)} ${value === 1 ? 'replica' : 'replicas'}`);
          const lacking = (series.short || []).filter(([place]) => Math.floor(place / together) === idx)
            .reduce((sum, [, minutes]) => sum + minutes, 0);
          if (lacking) row.append(make('span', 'lacks', `short ${readable(lacking)} min`));
        } else {
          row.append(readable(value));
        }
        box.append(row);
      });
      box.style.display = 'block';
      const { clientWidth, clientHeight } = u.over;
      const x = left + box.offsetWidth + 16 > clientWidth ? left - box.offsetWidth - 12 : left + 12;
      box.style.transform =
        `translate(${Math.max(0, Math.min(x, clientWidth - box.offsetWidth))}px, ${Math.max(0, Math.min(top, clientHeight - box.offsetHeight))}px)`;
    }

    /** Two fingers zoom, one moves sideways; a page that is scrolled is left alone. */
    touch(over) {
      const fingers = new Map();
      let start;
      const begin = () => {
        const xs = [...fingers.values()];
        start = { range: [...this.range], xs };
      };
      over.addEventListener('pointerdown', event => {
        if (event.pointerType !== 'touch') return;
        fingers.set(event.pointerId, event.clientX);
        begin();
      });
      over.addEventListener('pointermove', event => {
        if (!fingers.has(event.pointerId)) return;
        fingers.set(event.pointerId, event.clientX);
        const xs = [...fingers.values()];
        const [from, to] = start.range;
        const perPixel = (to - from) / over.clientWidth;
        if (xs.length === 1) {
          const by = (start.xs[0] - xs[0]) * perPixel;
          this.zoom(from + by, to + by);
        } else if (xs.length === 2) {
          const left = over.getBoundingClientRect().left;
          const apart = Math.abs(start.xs[0] - start.xs[1]) / Math.max(24, Math.abs(xs[0] - xs[1]));
          const held = from + ((start.xs[0] + start.xs[1]) / 2 - left) * perPixel;
          const middle = (xs[0] + xs[1]) / 2 - left;
          this.zoom(held - middle * perPixel * apart, held + (over.clientWidth - middle) * perPixel * apart);
        }
      });
      for (const end of ['pointerup', 'pointercancel']) {
        over.addEventListener(end, event => {
          if (fingers.delete(event.pointerId)) begin();
        });
      }
    }

    overviewOptions() {
      const narrow = this.width() < 560;
      const bare = { show: true, stroke: 'transparent', grid: { show: false }, ticks: { show: false }, font: FONT, values: () => [] };
      return {
        width: this.width(),
        height: 54,
        padding: [2, narrow ? 4 : 8, 2, 0],
        legend: { show: false },
        tzDate: this.local,
        cursor: { drag: { x: true, y: false, setScale: false }, x: false, y: false, points: { show: false } },
        scales: { x: { range: () => this.all }, y: { range: (_, min, max) => [0, max || 1] } },
        axes: [{ show: false },
          { ...bare, size: narrow ? 44 : 78 },
          { ...bare, side: 1, scale: 'y', size: narrow ? 30 : 60 }],
        series: [{}, { stroke: colour('soft'), fill: this.faint('demand'), width: 1, points: { show: false } }],
        hooks: {
          ready: [() => this.showWindow()],
          setSelect: [u => {
            const { left, width } = u.select;
            if (width >= 4) {
              this.zoom(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
            } else {
              const half = (this.range[1] - this.range[0]) / 2;
              const middle = u.posToVal(left, 'x');
              this.zoom(middle - half, middle + half);
            }
          }],
        },
      };
    }
  }

  const data = JSON.parse(document.getElementById('data').textContent);
  const charts = new Map(Object.entries(data)
    .map(([id, chart]) => [id, new Chart(document.getElementById(id), chart)]));
  const redraw = () => charts.forEach(chart => chart.draw());

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

  // Buttons that show a time in a chart: data-chart, data-from and data-to in seconds.
  for (const link of document.querySelectorAll('button[data-chart]')) {
    link.addEventListener('click', () => {
      const chart = charts.get(link.dataset.chart);
      chart.zoom(Number(link.dataset.from), Number(link.dataset.to));
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      chart.figure.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'nearest' });
    });
  }

  for (const block of document.querySelectorAll('.copyable')) {
    const copy = button('Copy', async () => {
      const text = block.querySelector('pre').textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // A file opened from disk may not write to the clipboard everywhere: select, so that one key does it.
        getSelection().selectAllChildren(block.querySelector('pre'));
        copy.textContent = document.execCommand('copy') ? 'Copied' : 'Selected';
        return;
      }
      copy.textContent = 'Copied';
    });
    block.append(copy);
  }

  // Paper: light colours, nothing folded but what is marked as long.
  const folded = [...document.querySelectorAll('details:not(.long)')];
  let open = [];
  addEventListener('beforeprint', () => {
    root.classList.add('printing');
    open = folded.map(one => one.open);
    folded.forEach(one => { one.open = true; });
    redraw();
  });
  addEventListener('afterprint', () => {
    root.classList.remove('printing');
    folded.forEach((one, i) => { one.open = open[i]; });
    redraw();
  });
})();
