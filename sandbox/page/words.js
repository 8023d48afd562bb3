// The page's own words in five languages; what people and bots write is never touched.

export const LANGUAGES = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  "yue-Hant": "粵語",
  pt: "Português",
};

const ORDER = Object.keys(LANGUAGES);

const WORDS = {
  send: ["Send", "发送", "傳送", "傳送", "Enviar"],
  start: ["Start", "开始", "開始", "開始", "Iniciar"],
  message: ["Message", "写消息", "輸入訊息", "寫啲嘢", "Mensagem"],
  caption: ["Caption", "添加说明", "加上說明", "加句說明", "Legenda"],
  menu: ["Commands", "命令", "指令", "指令", "Comandos"],
  more: ["More", "更多", "更多", "更多", "Mais"],
  attach: ["Attach", "添加附件", "附加檔案", "加附件", "Anexar"],
  asFile: ["Send as file", "作为文件发送", "以檔案傳送", "當檔案傳送", "Enviar como ficheiro"],
  remove: ["Remove", "移除", "移除", "移除", "Remover"],
  format: ["Formatting", "文字格式", "文字格式", "文字格式", "Formatação"],
  formatHint: [
    "Select text, then press; or type the marks",
    "选中文字再点，或直接输入记号",
    "選取文字再按，或直接輸入記號",
    "揀咗字再撳，或者直接打記號",
    "Seleccione o texto e carregue, ou escreva os sinais",
  ],
  block: ["Block bot", "屏蔽机器人", "封鎖機械人", "封鎖機械人", "Bloquear o bot"],
  unblock: ["Unblock", "取消屏蔽", "解除封鎖", "解除封鎖", "Desbloquear"],
  blocked: [
    "You blocked this bot",
    "你已屏蔽这个机器人",
    "你已封鎖這個機械人",
    "你封鎖咗呢個機械人",
    "Bloqueou este bot",
  ],
  readOnly: [
    "Only admins post here",
    "只有管理员可以在这里发布",
    "只有管理員可以在這裏發佈",
    "淨係管理員可以喺度發帖",
    "Só os administradores publicam aqui",
  ],
  reply: ["Reply", "回复", "回覆", "回覆", "Responder"],
  edit: ["Edit", "编辑", "編輯", "改", "Editar"],
  editing: ["Editing", "正在编辑", "正在編輯", "改緊", "A editar"],
  delete: ["Delete", "删除", "刪除", "刪除", "Apagar"],
  copy: ["Copy text", "复制文字", "複製文字", "複製文字", "Copiar texto"],
  copied: ["Copied", "已复制", "已複製", "複製咗", "Copiado"],
  cancel: ["Cancel", "取消", "取消", "取消", "Cancelar"],
  close: ["Close", "关闭", "關閉", "閂", "Fechar"],
  ok: ["OK", "好", "好", "好", "OK"],
  edited: ["edited", "已编辑", "已編輯", "改過", "editada"],
  typing: ["typing…", "正在输入…", "正在輸入…", "打緊字…", "a escrever…"],
  bot: ["bot", "机器人", "機械人", "機械人", "bot"],
  channel: ["channel", "频道", "頻道", "頻道", "canal"],
  group: ["group", "群组", "群組", "群組", "grupo"],
  membersOne: ["1 member", "1 位成员", "1 位成員", "1 個成員", "1 membro"],
  members: ["{n} members", "{n} 位成员", "{n} 位成員", "{n} 個成員", "{n} membros"],
  subscribersOne: ["1 subscriber", "1 位订阅者", "1 位訂閱者", "1 個訂閱者", "1 subscritor"],
  subscribers: ["{n} subscribers", "{n} 位订阅者", "{n} 位訂閱者", "{n} 個訂閱者", "{n} subscritores"],
  pinned: ["Pinned message", "置顶消息", "置頂訊息", "置頂訊息", "Mensagem fixada"],
  today: ["Today", "今天", "今天", "今日", "Hoje"],
  yesterday: ["Yesterday", "昨天", "昨天", "尋日", "Ontem"],
  earlier: ["Earlier messages", "更早的消息", "更早的訊息", "之前嘅訊息", "Mensagens anteriores"],
  latest: ["new", "新消息", "新訊息", "新訊息", "novas"],
  toLatest: ["To the latest", "到最新消息", "到最新訊息", "去最新嗰句", "Ir para o fim"],
  chats: ["Other chats", "其他对话", "其他對話", "其他對話", "Outras conversas"],
  phones: ["Phones", "手机", "手機", "手機", "Telemóveis"],
  language: ["Language", "语言", "語言", "語言", "Língua"],
  guide: ["Guide", "指引", "指引", "指引", "Guia"],
  typeIt: ["Type it in", "帮我填上", "幫我填上", "幫我打", "Escrever por mim"],
  done: ["Done", "已完成", "已完成", "已完成", "Feito"],
  forwarded: ["Forwarded from {n}", "转发自 {n}", "轉發自 {n}", "轉發自 {n}", "Reencaminhada de {n}"],
  via: ["via {n}", "通过 {n}", "透過 {n}", "經 {n}", "via {n}"],
  photo: ["Photo", "照片", "相片", "相", "Fotografia"],
  video: ["Video", "视频", "影片", "片", "Vídeo"],
  album: ["Album", "相册", "相簿", "相簿", "Álbum"],
  file: ["File", "文件", "檔案", "檔案", "Ficheiro"],
  voice: ["Voice message", "语音", "語音訊息", "語音", "Mensagem de voz"],
  sticker: ["Sticker", "贴纸", "貼圖", "貼圖", "Autocolante"],
  place: ["Place", "位置", "位置", "位置", "Local"],
  poll: ["Poll", "投票", "投票", "投票", "Sondagem"],
  other: ["Message", "消息", "訊息", "訊息", "Mensagem"],
  reveal: ["Hidden text, press to show", "隐藏文字，点一下显示", "隱藏文字，按一下顯示", "遮住咗，撳一下睇", "Texto oculto, carregue para mostrar"],
  unfold: ["Show all", "展开", "展開", "展開", "Mostrar tudo"],
  fold: ["Show less", "收起", "收起", "收埋", "Mostrar menos"],
  joined: ["{n} joined", "{n} 加入了", "{n} 加入了", "{n} 入咗嚟", "{n} entrou"],
  left: ["{n} left", "{n} 离开了", "{n} 離開了", "{n} 走咗", "{n} saiu"],
  pinnedBy: ["{n} pinned a message", "{n} 置顶了一条消息", "{n} 置頂了一則訊息", "{n} 置頂咗一條訊息", "{n} fixou uma mensagem"],
  created: ["Created: {n}", "已创建：{n}", "已建立：{n}", "開咗：{n}", "Criado: {n}"],
  renamed: ["Now called {n}", "改名为 {n}", "改名為 {n}", "改咗名做 {n}", "Agora chama-se {n}"],
  notSent: ["Not sent: {n}", "没有发出：{n}", "沒有送出：{n}", "發唔到：{n}", "Não foi enviado: {n}"],
  notDone: ["Not done: {n}", "没有完成：{n}", "沒有完成：{n}", "做唔到：{n}", "Não foi feito: {n}"],
  noAnswer: ["the sandbox does not answer", "练习服务没有回应", "練習伺服器沒有回應", "練習伺服器冇反應", "o servidor não responde"],
  lost: ["Reconnecting…", "正在重新连接…", "正在重新連線…", "重新連緊…", "A restabelecer a ligação…"],
  notHere: [
    "This is not part of the sandbox",
    "练习环境里没有这个",
    "練習環境裏沒有這個",
    "練習環境冇呢樣嘢",
    "Isto não faz parte do ambiente de treino",
  ],
  noHand: [
    "Nobody holds this phone; try it on a reader's",
    "这部手机没有人用，请在读者的手机上试",
    "這部手機沒有人用，請在讀者的手機上試",
    "呢部手機冇人揸住，去讀者部手機試下",
    "Ninguém usa este telemóvel; experimente no de um leitor",
  ],
  empty: ["Nothing here yet", "这里还没有消息", "這裏還沒有訊息", "呢度仲未有嘢", "Ainda não há mensagens"],
};

let current = "en";

export const language = () => current;

export function setLanguage(code) {
  current = ORDER.includes(code) ? code : "en";
  document.documentElement.lang = current;
}

export function word(key, n) {
  const row = WORDS[key];
  const text = row ? row[ORDER.indexOf(current)] : key;
  return n === undefined ? text : text.replace("{n}", n);
}

export function guessLanguage(wanted = navigator.languages || [navigator.language]) {
  for (const tag of wanted.map((each) => String(each).toLowerCase())) {
    if (tag.startsWith("yue") || tag.startsWith("zh-yue")) return "yue-Hant";
    if (/^zh-(hant|tw|hk|mo)/.test(tag)) return "zh-Hant";
    if (tag.startsWith("zh")) return "zh-Hans";
    if (tag.startsWith("pt")) return "pt";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

// Nodes made with said() change their words in place when the language changes.
export function said(node, key, where = "text") {
  node.dataset[where === "text" ? "word" : where === "label" ? "wordLabel" : "wordHolder"] = key;
  speak(node);
  return node;
}

function speak(node) {
  const { word: text, wordLabel, wordHolder } = node.dataset;
  if (text) node.textContent = word(text);
  if (wordLabel) {
    node.setAttribute("aria-label", word(wordLabel));
    node.title = word(wordLabel);
  }
  if (wordHolder) node.placeholder = word(wordHolder);
}

export function speakAll(root = document) {
  root.querySelectorAll("[data-word],[data-word-label],[data-word-holder]").forEach(speak);
}
